"""Addresses of the archive."""

from django.urls import path

from congtam.casework.archives.views import destruction, handing, held, originals, papers, schedule

app_name = "archives"
urlpatterns = [
    path("archives/", papers.papers, name="papers"),
    path("archives/originals/", held.held, name="originals"),
    path("archives/handover/", handing.handover, name="handover"),
    path("archives/minutes/<uuid:uid>/", handing.minutes, name="minutes"),
    path("archives/review/", destruction.review, name="review"),
    path("archives/proposals/", destruction.proposals, name="proposals"),
    path("archives/proposals/<record_code:code>/", destruction.proposal, name="proposal"),
    path("archives/schedule/", schedule.schedule, name="schedule"),
    path("archives/<record_code:code>/", papers.record_page, name="record"),
    path("archives/<record_code:code>/move/", papers.move, name="move"),
    path("archives/<record_code:code>/originals/new/", originals.receive, name="original-new"),
    path("archives/<record_code:code>/originals/slip/", originals.slip, name="slip"),
    path(
        "archives/<record_code:code>/originals/<int:place>/back/", originals.give_back, name="original-back"
    ),
    path("archives/<record_code:code>/originals/<int:place>/scan/", originals.scan, name="original-scan"),
]
