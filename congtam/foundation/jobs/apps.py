"""Background work."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "congtam.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        from congtam.foundation.access.permissions import declare

        declare("jobs.manage", label=_("Xem và chạy lại việc nền"), domain="jobs", elevated=True)
