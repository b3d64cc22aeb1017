"""What requests and answers look like: bodies, and the shapes of what is in them."""
