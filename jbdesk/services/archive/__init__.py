"""The archive of journey history: what the service drops after 30 days stays here."""
