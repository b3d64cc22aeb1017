"""Criteria of every kind: read, told in words, judged, edited."""
