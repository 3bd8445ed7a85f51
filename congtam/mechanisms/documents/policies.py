"""Who sees documents: whoever may see the record. Templates: whoever manages them."""

from django.db.models import QuerySet

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import Policy, policy_for, register
from congtam.mechanisms.documents.apps import MANAGE_TEMPLATES
from congtam.mechanisms.documents.models import DocumentTemplate, IssuedDocument
from congtam.mechanisms.lifecycle.models import Record


class IssuedDocumentPolicy(Policy[IssuedDocument]):
    """A document is as open as its record."""

    model = IssuedDocument
    view_permission = ""

    def visible(self, actor: Actor) -> QuerySet[IssuedDocument]:
        return IssuedDocument.objects.filter(record__in=policy_for(Record).visible(actor))

    def may(self, actor: Actor, permission: str, row: IssuedDocument) -> bool:
        return policy_for(Record).may(actor, permission, row.record)


class DocumentTemplatePolicy(Policy[DocumentTemplate]):
    """Templates hold nothing of any case."""

    model = DocumentTemplate
    view_permission = MANAGE_TEMPLATES


register(IssuedDocumentPolicy())
register(DocumentTemplatePolicy())
