"""The interface that people see."""

from django.apps import AppConfig
from django.urls import register_converter

from congtam.interface.web.converters import PublicLanguage


class WebConfig(AppConfig):
    name = "congtam.interface.web"
    label = "web"

    def ready(self) -> None:
        register_converter(PublicLanguage, "public_language")
