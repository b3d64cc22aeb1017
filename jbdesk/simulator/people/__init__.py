"""Contacts as the contacts service knows them."""
