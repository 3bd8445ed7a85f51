from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkingCalendarConfig(AppConfig):
    """No models; installed so that its English texts are found."""

    name = "congtam.foundation.calendar"
    label = "working_calendar"
    verbose_name = _("Lịch làm việc")
