"""Contacts inside journeys: let in, moved on, waiting, and gone."""
