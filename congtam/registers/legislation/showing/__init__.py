"""What the pages show: rules and days in words, seams in time, months, impact."""
