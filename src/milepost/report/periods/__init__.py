"""The pages of quarters and years."""
