from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulebookConfig(AppConfig):
    """No models: the rules are files. Installed so that its English texts are found."""

    name = "congtam.mechanisms.rulebook"
    label = "rulebook"
    verbose_name = _("Sổ quy tắc")
