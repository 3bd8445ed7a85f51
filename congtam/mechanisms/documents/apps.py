"""Rendering, numbering and keeping of official documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: may upload an office's own templates and say that one was compared with the official form
MANAGE_TEMPLATES = "documents.manage_templates"


class DocumentsConfig(AppConfig):
    name = "congtam.mechanisms.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from congtam.foundation.access.permissions import declare
        from congtam.mechanisms.documents import erasing, policies  # noqa: F401  both register themselves

        declare(MANAGE_TEMPLATES, label=_("Quản lý mẫu văn bản"), domain="documents", elevated=True)
