"""People: what is on whose hands, where that does not fit, and who could take it."""
