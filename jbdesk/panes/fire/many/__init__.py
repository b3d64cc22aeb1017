"""Fire many contacts: from a file to what became of each."""
