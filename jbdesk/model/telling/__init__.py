"""A journey in words, as a document to hand on."""
