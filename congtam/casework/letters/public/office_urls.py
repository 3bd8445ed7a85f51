"""Addresses of the office's side of a conversation, for records of any kind."""

from django.urls import URLPattern, path

from congtam.casework.letters.public import channels, office
from congtam.interface.web.records import codes  # noqa: F401  registers the converter

CODE = "messages/<record_code:code>"

urlpatterns: list[URLPattern] = [
    path("letters/public-page/", channels.channels, name="channels"),
    path(f"{CODE}/", office.conversation, name="messages"),
    path(f"{CODE}/handled/", office.handled, name="messages-handled"),
    path(f"{CODE}/<uuid:uid>/<int:position>/<int:page>.png", office.page_of_file, name="message-page"),
]
