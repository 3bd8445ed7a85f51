"""Addresses of the shell itself."""

from django.urls import path

from congtam.interface.web import preferences

urlpatterns = [
    path("preferences", preferences.set_preferences, name="preferences"),
    path("session", preferences.session_state, name="session-state"),
]
