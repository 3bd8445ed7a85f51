"""Addresses of working copies."""

from django.urls import URLPattern, path

from congtam.casework.letters.redaction import panel, views  # noqa: F401  the panel shows itself on pages of records
from congtam.interface.web.records import codes  # noqa: F401  registers the converter

CODE = "letters/<record_code:code>"

urlpatterns: list[URLPattern] = [
    path(f"{CODE}/redaction/", views.redaction_page, name="redaction"),
    path(f"{CODE}/redaction/<int:scan>/<int:page>.png", views.redaction_picture, name="redaction-picture"),
    path(f"{CODE}/working-copy/<int:number>/", views.copy_page, name="working-copy"),
    path(f"{CODE}/working-copy/<int:number>/<int:page>.png", views.copy_picture, name="working-picture"),
]
