"""The simulator's own controls, for its owner alone."""
