"""What a journey can break, rule by rule."""
