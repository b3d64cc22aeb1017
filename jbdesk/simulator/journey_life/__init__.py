"""Journeys: saved, published, paused, stopped, and counted."""
