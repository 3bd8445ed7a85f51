"""Addresses of the opening balance."""

from django.urls import URLPattern, path

from congtam.casework.letters.views import opening, opening_batch
from congtam.interface.web.records import codes  # noqa: F401  registers the converter

BATCH = "letters/opening/<record_code:code>"

urlpatterns: list[URLPattern] = [
    path("letters/opening/", opening.opening_page, name="opening"),
    path("letters/opening/template.xlsx", opening.template_file, name="opening-template"),
    path(f"{BATCH}/", opening_batch.batch_page, name="opening-batch"),
    path(f"{BATCH}/problems.xlsx", opening_batch.problems_file, name="opening-problems"),
    path(f"{BATCH}/progress/", opening_batch.progress_part, name="opening-progress"),
]
