"""Letters of one sender, while nobody knows yet what they are.

Intake alone compares, one letter at a time; what is kept tells nobody who wrote and lists nothing; what stays is a link
between two records that an officer declared, with a reason.
"""
