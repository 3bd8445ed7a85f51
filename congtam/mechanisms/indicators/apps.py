from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "congtam.mechanisms.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
