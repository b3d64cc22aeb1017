"""What is done about who was fired: evidence, and cleaning up."""
