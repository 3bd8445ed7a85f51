"""The project: it puts the layers together and belongs to none of them."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "congtam.project"
    label = "project"
