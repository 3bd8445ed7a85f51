from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulebookConfig(AppConfig):
    """The rules are files; what an office changes in them is kept in the database (models)."""

    name = "congtam.mechanisms.rulebook"
    label = "rulebook"
    verbose_name = _("Sổ quy tắc")
