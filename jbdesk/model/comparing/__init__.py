"""What differs between journeys, and how two people's changes become one."""
