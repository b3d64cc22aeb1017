"""What a contact does in a journey, part by part."""
