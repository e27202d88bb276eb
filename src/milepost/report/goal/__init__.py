"""The page of a goal."""
