"""What is selected, as forms and as JSON."""
