"""Addresses of the intake pages."""

from django.urls import URLPattern, path

from congtam.casework.letters.views import drafts, reading, receipt, receive, register, waiting
from congtam.interface.web.records import codes  # noqa: F401  registers the converter

CODE = "letters/<record_code:code>"

urlpatterns: list[URLPattern] = [
    path("letters/receive/", receive.receive_page, name="receive"),
    path("letters/receive/waiting/", waiting.waiting_part, name="waiting"),
    path(f"{CODE}/register/", register.register_page, name="register"),
    path(f"{CODE}/register/draft/", drafts.keep, name="register-draft"),
    path(f"{CODE}/register/reading/", reading.reading_part, name="register-reading"),
    path(f"{CODE}/receipt/", receipt.receipt_page, name="receipt"),
    path(f"{CODE}/receipt/slip/", receipt.slip, name="slip"),
]
