"""What became of contacts, as journey history tells it."""
