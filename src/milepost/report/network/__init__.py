"""The plan graph: what waits for what."""
