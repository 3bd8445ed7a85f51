"""The first day: the set-up page and `congtam init`, over one function."""

from django.apps import AppConfig


class FirstDayConfig(AppConfig):
    name = "congtam.project.first_day"
    label = "first_day"
