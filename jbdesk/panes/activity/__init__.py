"""Activity: every request made from here."""
