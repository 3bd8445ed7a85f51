"""Addresses of the interface: the shell's own, and the pages that every record has."""

from django.urls import include, path

urlpatterns = [
    path("", include("congtam.interface.web.shell_urls")),
]
