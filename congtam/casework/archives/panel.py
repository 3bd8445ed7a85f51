"""The paper of a record, on the record's own page."""
