"""The pages of people: who has what on their hands."""
