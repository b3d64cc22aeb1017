"""Qt parts that know fields and problems, not journeys or services."""
