"""What each type of activity and entry source is: one row a type."""
