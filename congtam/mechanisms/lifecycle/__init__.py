"""Records and what happens to them: states and steps, journal, deadlines."""
