"""How a request comes in, and how its answer goes out."""
