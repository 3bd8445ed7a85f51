"""Addresses of the books: fixed words before codes."""

from django.urls import path

from congtam.casework.correspondence.models import Incoming, Outgoing
from congtam.casework.correspondence.views import (
    beginning,
    entering,
    entry,
    incoming,
    outgoing,
    steps,
    voiding,
)
from congtam.interface.web.records import codes  # noqa: F401  registers the converter

app_name = "correspondence"
IN, OUT = "correspondence/incoming", "correspondence/outgoing"
CODE = "<record_code:code>"

urlpatterns = [
    path(f"{IN}/", incoming.book, name="incoming"),
    path(f"{IN}/print/", incoming.printed, name="incoming-print"),
    path(f"{IN}/export/", incoming.exported, name="incoming-export"),
    path(f"{IN}/enter/", entering.incoming_page, name="incoming-enter"),
    path(f"{IN}/{CODE}/", entry.incoming_page, name="incoming-entry"),
    path(f"{IN}/{CODE}/scan/", entry.scan, {"model": Incoming}, name="incoming-scan"),
    path(f"{IN}/{CODE}/steps/<slug:step>/", steps.step_page, {"model": Incoming}, name="incoming-step"),
    path(f"{OUT}/", outgoing.book, name="outgoing"),
    path(f"{OUT}/print/", outgoing.printed, name="outgoing-print"),
    path(f"{OUT}/export/", outgoing.exported, name="outgoing-export"),
    path(f"{OUT}/enter/", entering.outgoing_page, name="outgoing-enter"),
    path(f"{OUT}/begin/", beginning.outgoing_page, name="outgoing-begin"),
    path(f"{OUT}/issued/<uuid:uid>/void/", voiding.issued_page, name="issued-void"),
    path(f"{OUT}/{CODE}/", entry.outgoing_page, name="outgoing-entry"),
    path(f"{OUT}/{CODE}/scan/", entry.scan, {"model": Outgoing}, name="outgoing-scan"),
    path(f"{OUT}/{CODE}/steps/<slug:step>/", steps.step_page, {"model": Outgoing}, name="outgoing-step"),
]
