"""Every request and its answer, kept on this computer."""
