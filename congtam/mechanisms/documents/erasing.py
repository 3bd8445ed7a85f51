"""What is erased by law of issued documents: file, facts and proofs; number, symbol and day stay in the register."""

from collections.abc import Mapping

from django.db import connection

from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle.erasure import EVERY_KIND, Eraser, register
from congtam.mechanisms.lifecycle.models import Record


def _holds(record: Record) -> Mapping[str, int]:
    count = IssuedDocument.objects.filter(record=record).count()
    return {"documents.issued": count} if count else {}


def _erase(record: Record) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT documents_erase(%s)", [record.pk])


register(EVERY_KIND, "documents", Eraser(holds=_holds, erase=_erase))
