"""Journeys: listed, edited, published, compared."""
