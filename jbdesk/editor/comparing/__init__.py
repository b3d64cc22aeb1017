"""Two journeys on one canvas, and what comes of both."""
