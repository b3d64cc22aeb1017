"""What happens by itself as the clock goes on, in its order."""
