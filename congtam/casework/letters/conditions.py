"""What has to be done, or must not be noted, before a step of a letter is possible."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.models import Competence
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle.models import Record

DECISION = "letters.decision_first"


def not_ours(record: Record) -> Any:
    """A letter that belongs to somebody else is neither accepted nor refused: its sender is guided."""
    if record.letter.competence == Competence.OTHER:
        return _("Đơn thuộc thẩm quyền cơ quan khác: hãy chọn “Hướng dẫn”.")
    return ""


def cannot_accept(record: Record) -> Any:
    """Acceptance needs competence, and no obstacle of Điều 11 may have been noted at triage."""
    if record.letter.refusal_grounds:
        return _("Đã ghi lý do không thụ lý khi phân loại: hãy chọn “Không thụ lý” hoặc phân loại lại.")
    return not_ours(record)


def cannot_guide(record: Record) -> Any:
    """Only who is not competent guides elsewhere."""
    if record.letter.competence == Competence.OURS:
        return _("Đơn thuộc thẩm quyền của đơn vị nên không hướng dẫn đi nơi khác.")
    return ""


def not_signed(record: Record) -> Any:
    """Signing means print, sign, scan back: what is sent is the signed paper.

    A decision whose number was voided is none: it is issued again first. One that was made before the letter came
    into the product, or by the body that handed it over, is not kept here and blocks nothing.
    """
    papers = IssuedDocument.objects.filter(record=record, kind=DECISION)
    found = list(papers.order_by("pk").values_list("symbol", "voided_on", "signed_id"))
    standing = [signed for _symbol, voided_on, signed in found if voided_on is None]
    if found and not standing:
        said = _("Quyết định số %(symbol)s đã bị hủy số: hãy ban hành lại ở mục Văn bản, rồi in, ký, quét.")
        return said % {"symbol": found[-1][0]}
    if None in standing:
        return _("Chưa lưu bản quyết định đã ký: hãy in, ký, quét rồi tải lên ở mục Văn bản.")
    return ""


#: nothing is issued any more on a letter that ended so
OVER = ("closed", "handed_over", "voided")


def cannot_issue_again(paper: IssuedDocument) -> Any:
    """Only a paper whose number was voided is issued again, and only while nothing newer of its kind is there."""
    if paper.voided_on is None:
        return _("Số của văn bản này chưa bị hủy nên không ban hành lại.")
    if paper.record.state in OVER:
        return _("Hồ sơ đã khép lại ở đây nên không ban hành lại văn bản.")
    same = IssuedDocument.objects.filter(record=paper.record, kind=paper.kind, item=paper.item)
    if same.filter(pk__gt=paper.pk).exists():
        return _("Đã có văn bản mới hơn cùng loại: hãy làm tiếp với văn bản ấy.")
    return ""
