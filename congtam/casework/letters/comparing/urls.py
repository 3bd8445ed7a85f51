"""Addresses of comparing senders."""

from django.urls import URLPattern, path

from congtam.casework.letters.comparing import panel, views  # noqa: F401  the panel shows itself on pages of records
from congtam.interface.web.records import codes  # noqa: F401  registers the converter

CODE = "letters/<record_code:code>"

urlpatterns: list[URLPattern] = [
    path(f"{CODE}/register/same-sender/", views.same_sender_part, name="same-sender"),
    path(f"{CODE}/link/<record_code:other>/", views.link_page, name="link"),
]
