"""Who may act where: units, posts, accounts, permissions, policies, the scope of the database."""
