"""The simulator of this computer: its process, its controls, what is put into it."""
