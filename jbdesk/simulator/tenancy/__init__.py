"""What a simulator holds: enterprises, business units, their stores, one clock."""
