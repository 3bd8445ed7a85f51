"""Counts by period and unit."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "congtam.mechanisms.indicators"
    label = "indicators"
