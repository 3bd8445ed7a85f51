"""What is erased of the archive's own tables with a record; held originals must be handed back first."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from congtam.casework.archives.models import Original, Stay
from congtam.mechanisms.lifecycle.erasure import EVERY_KIND, Eraser, register
from congtam.mechanisms.lifecycle.models import Record


def _refuses(record: Record) -> Any:
    if Original.objects.filter(record=record, returned_on__isnull=True).exists():
        return _("Còn giữ bản gốc chưa trả lại: hãy trả lại trước khi tiêu hủy.")
    return ""


def _holds(record: Record) -> Mapping[str, int]:
    counted = {
        "archives.original": Original.objects.filter(record=record).count(),
        "archives.stay": Stay.objects.filter(record=record, sealed__isnull=False).count(),
    }
    return {name: count for name, count in counted.items() if count}


def _erase(record: Record) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT archives_erase(%s)", [record.pk])


register(EVERY_KIND, "archives", Eraser(holds=_holds, erase=_erase, refuses=_refuses))
