from django.apps import AppConfig


class RulebookConfig(AppConfig):
    """No models: the rules are files. Installed so that its English texts are found."""

    name = "congtam.mechanisms.rulebook"
    label = "rulebook"
    verbose_name = "Sổ quy tắc"
