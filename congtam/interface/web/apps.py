"""The interface that people see."""

from django.apps import AppConfig
from django.urls import register_converter

from congtam.interface.web.converters import PublicLanguage


class WebConfig(AppConfig):
    name = "congtam.interface.web"
    label = "web"

    def ready(self) -> None:
        from congtam.foundation.access.sessions import on_lock
        from congtam.foundation.custody.middleware import lock
        from congtam.foundation.sealing.rotation import on_rotation
        from congtam.interface.web.conflicts import panel  # noqa: F401  shows the way there on the pages of records
        from congtam.interface.web.navigation import count_for
        from congtam.interface.web.quarantine.views import waiting as in_quarantine
        from congtam.interface.web.seeds import seal_all_again
        from congtam.interface.web.sessions import receivers  # noqa: F401  what follows from signing in and out
        from congtam.interface.web.upkeep.views import waiting

        on_lock(lock)
        on_rotation(seal_all_again)
        count_for("upkeep", waiting)
        count_for("quarantine", in_quarantine)
        register_converter(PublicLanguage, "public_language")
