"""What is on record of a journey: its audit log, and the history of its contacts."""
