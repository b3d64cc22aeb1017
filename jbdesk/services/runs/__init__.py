"""Many rows fired, each at most once."""
