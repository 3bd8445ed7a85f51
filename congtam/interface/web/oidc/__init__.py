"""Signing in at the office's own identity provider (OpenID Connect), where one is configured.

The provider says who somebody is and nothing else: no account is made, no name and no address is taken over. Only
an account whose person linked it, after signing in with a password, can be entered this way.
"""
