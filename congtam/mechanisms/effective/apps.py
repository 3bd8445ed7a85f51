"""Facts with valid time and recorded time."""

from django.apps import AppConfig


class EffectiveConfig(AppConfig):
    name = "congtam.mechanisms.effective"
    label = "effective"
