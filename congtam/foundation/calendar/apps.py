from django.apps import AppConfig


class WorkingCalendarConfig(AppConfig):
    """No models; installed so that its English texts are found."""

    name = "congtam.foundation.calendar"
    label = "working_calendar"
    verbose_name = "Lịch làm việc"
