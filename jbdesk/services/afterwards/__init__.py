"""What is done about contacts later: evidence, clean-up, forgetting."""
