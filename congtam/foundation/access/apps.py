"""Accounts, posts, units, permissions, policies and the scope of the database."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "congtam.foundation.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
