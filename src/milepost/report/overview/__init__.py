"""The overview: how the plan stands, what needs attention, what is next, and all goals."""
