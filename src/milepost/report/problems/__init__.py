"""Everything that is wrong, each with its place and remedy."""
