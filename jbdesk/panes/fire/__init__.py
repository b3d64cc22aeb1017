"""Fire test contact: one, or many."""
