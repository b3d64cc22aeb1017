"""Contacts, rows and runs, and what becomes of them."""
