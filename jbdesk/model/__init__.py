"""Plain values and pure functions: journeys, checks and what contacts do in them."""
