"""Files of contacts, record by record."""
