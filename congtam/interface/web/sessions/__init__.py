"""Sessions of those who work here: how long they last, the idle lock, the second step that some rights demand,
and how wrong passwords are slowed."""
