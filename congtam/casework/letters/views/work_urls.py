"""Addresses of the work pages."""

from django.urls import URLPattern, path

from congtam.casework.letters.views import again, neighbours, papers, record, scans, steps, templates, triage
from congtam.interface.web.records import codes  # noqa: F401  registers the converter

CODE = "letters/<record_code:code>"

urlpatterns: list[URLPattern] = [
    path("letters/templates/", templates.kinds_page, name="templates"),
    path("letters/templates/<slug:name>/", templates.kind_page, name="template"),
    path("letters/templates/<slug:name>/shipped.docx", templates.shipped, name="template-shipped"),
    path("letters/templates/<slug:name>/<int:pk>.docx", templates.own_version, name="template-version"),
    path("letters/templates/<slug:name>/<int:pk>/<slug:act>/", templates.change, name="template-change"),
    path(f"{CODE}/", record.record_page, name="record"),
    path(f"{CODE}/newer/", neighbours.neighbour, {"way": "previous"}, name="newer"),
    path(f"{CODE}/older/", neighbours.neighbour, {"way": "next"}, name="older"),
    path(f"{CODE}/scans/<int:scan>/<int:page>.png", scans.page_picture, name="page"),
    path(f"{CODE}/triage/", triage.triage_page, name="triage"),
    path(f"{CODE}/triage/dates/", triage.dates_part, name="triage-dates"),
    path(f"{CODE}/steps/<slug:step>/", steps.step_page, name="step"),
    path(f"{CODE}/steps/<slug:step>/dates/", steps.dates_part, name="step-dates"),
    path(f"{CODE}/papers/<uuid:uid>/docx/", papers.word, name="paper-docx"),
    path(f"{CODE}/papers/<uuid:uid>/pdf/", papers.as_pdf, name="paper-pdf"),
    path(f"{CODE}/papers/<uuid:uid>/again/", again.again_page, name="paper-again"),
    path(f"{CODE}/papers/<uuid:uid>/files/<slug:act>/", papers.file, name="paper-file"),
    path(f"{CODE}/papers/<uuid:uid>/<slug:act>/", papers.paper_page, name="paper"),
    path(f"{CODE}/papers/<uuid:uid>/<slug:act>/dates/", papers.dates_part, name="paper-dates"),
]
