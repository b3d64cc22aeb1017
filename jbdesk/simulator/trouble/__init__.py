"""The fault dial: what it can do, and how an answer then goes out."""
