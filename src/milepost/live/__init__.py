"""Watching a vault and serving its site while it changes. Imported by `serve` and `watch` only."""
