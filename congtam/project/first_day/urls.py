"""Addresses of the first day."""

from django.urls import path

from congtam.project.first_day.views import entering, finishing, screens, two_step

app_name = "first-day"

urlpatterns = [
    path("", entering.start, name="start"),
    path("co-quan/", screens.office, name="office"),
    path("so/", screens.books, name="books"),
    path("nguoi/", screens.people, name="people"),
    path("lich/", screens.calendar, name="calendar"),
    path("quan-tri/", finishing.administrator, name="administrator"),
    path("hai-buoc/", two_step.totp, name="two-step"),
    path("ma-du-phong/", two_step.codes, name="codes"),
    path("xong/", two_step.done, name="done"),
]
