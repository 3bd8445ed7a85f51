"""The pages: the shell, the components and what every page goes through."""
