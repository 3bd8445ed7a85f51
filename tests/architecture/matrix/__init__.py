"""The permission matrix: every page, step and command made from the code, against every kind of reader."""
