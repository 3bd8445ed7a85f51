"""Addresses of denunciations: fixed words before codes."""

from django.urls import URLPattern, path

from congtam.casework.letters.denunciation.views import desk, opening, papers, protection, record, steps
from congtam.casework.letters.dispatching import views as dispatching
from congtam.interface.web.records import codes  # noqa: F401  registers the converter

CODE = "denunciations/<record_code:code>"
PAPER = f"{CODE}/papers/<uuid:uid>"

urlpatterns: list[URLPattern] = [
    path("letters/<record_code:code>/denunciation/", opening.open_page, name="denunciation-open"),
    path("denunciations/", desk.denunciation_list, name="denunciations"),
    path("denunciations/book/", desk.book, name="denunciation-book"),
    path("denunciations/protections/<record_code:code>/", protection.protection_page, name="protection"),
    path(
        "denunciations/protections/<record_code:code>/steps/<slug:step>/", protection.step_page,
        name="protection-step",
    ),
    path(f"{CODE}/", record.record_page, name="denunciation"),
    path(f"{CODE}/protection/", protection.ask_page, name="denunciation-protect"),
    path(f"{CODE}/steps/<slug:step>/", steps.step_page, name="denunciation-step"),
    path(f"{CODE}/steps/<slug:step>/dates/", steps.dates_part, name="denunciation-dates"),
    path(f"{PAPER}/docx/", papers.word, name="denunciation-docx"),
    path(f"{PAPER}/addressed/", dispatching.address_page, name="denunciation-addressed"),
    path(f"{PAPER}/addressed/<int:pk>.docx", dispatching.addressed_file, name="addressed-file"),
    path(f"{PAPER}/files/<slug:act>/", papers.file, name="denunciation-file"),
    path(f"{PAPER}/<slug:act>/", papers.paper_page, name="denunciation-paper"),
]  # fmt: skip
