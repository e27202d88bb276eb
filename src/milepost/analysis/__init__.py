"""What the plan means: figures and checks, each a pure function of (plan, history, settings, as-of date)."""
