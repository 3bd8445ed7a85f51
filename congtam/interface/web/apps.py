"""The interface that people see."""

from django.apps import AppConfig
from django.urls import register_converter

from congtam.interface.web.converters import PublicLanguage


class WebConfig(AppConfig):
    name = "congtam.interface.web"
    label = "web"

    def ready(self) -> None:
        from congtam.interface.web.navigation import count_for
        from congtam.interface.web.upkeep.views import waiting

        count_for("upkeep", waiting)
        register_converter(PublicLanguage, "public_language")
