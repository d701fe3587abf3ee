"""Time at a glance: plans, meetings and adoptions on one axis of years."""
