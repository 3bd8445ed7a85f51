"""Addresses of the law, the calendar and the changes made in them."""

from django.urls import path, register_converter

from congtam.interface.web.records import codes  # noqa: F401  registers the converter of codes
from congtam.registers.legislation.views import calendar, changing, rules


class Year:
    """A year of four digits."""

    regex = "(?:19|20|21)[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04d}"


register_converter(Year, "calendar_year")

app_name = "legislation"
urlpatterns = [
    path("rules/", rules.rules, name="rules"),
    path("rules/changes-on/", rules.changes_on, name="changes-on"),
    path("rules/<str:key>/", rules.entry, name="rule"),
    path("rules/<str:key>/change/", changing.change_value, name="change-value"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/recheck/", changing.recheck, name="recheck"),
    path("calendar/<calendar_year:year>/", calendar.year, name="year"),
    path("calendar/<calendar_year:year>/day/", changing.change_day, name="change-day"),
    path("calendar/<calendar_year:year>/confirm/", changing.confirm_year, name="confirm-year"),
    path("legal-changes/<record_code:code>/", changing.change, name="change"),
]
