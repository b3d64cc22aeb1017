"""What a journey has around its activities, and the files and lists it stands in."""
