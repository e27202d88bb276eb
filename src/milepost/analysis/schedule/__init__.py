"""Schedule: the critical path method over goals, milestones and tasks of the whole plan."""
