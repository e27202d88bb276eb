"""The one build function, and the only state that outlives a build: its memos."""
