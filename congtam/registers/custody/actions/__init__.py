"""The acts: the only place that writes the register, people's keys and their shares."""
