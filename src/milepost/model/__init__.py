"""What a plan is, and the values that cross the rim. Imports nothing of ours."""
