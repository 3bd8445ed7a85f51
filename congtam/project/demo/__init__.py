"""The invented city of the demo. Places are real; every person and case is invented and says so."""
