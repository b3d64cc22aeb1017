"""What a business unit keeps of journeys, visits and contacts: found and written."""
