"""SMART: five lights that say how well a goal is put, before the work starts and after."""
