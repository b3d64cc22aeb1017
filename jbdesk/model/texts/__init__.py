"""Texts, dates and numbers as people and the service write them."""
