"""Health: where a goal should be by now, every rule that speaks against it, and the worst of them."""
