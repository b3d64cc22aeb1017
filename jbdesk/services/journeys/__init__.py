"""Journeys on the service, and what is kept of them on this computer."""
