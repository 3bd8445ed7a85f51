"""What has to be true of a denunciation before a step of it is possible."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.denunciation.duties import POSTING, PUBLISH, SETTLE
from congtam.casework.letters.denunciation.models import Competent, Denunciation, Identity, Source, Transfer
from congtam.foundation import clock
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.models import RUNNING, Deadline, Record
from congtam.mechanisms.rulebook import editions


def of(record: Record) -> Denunciation:
    """The denunciation of a record."""
    found: Denunciation = record.denunciation
    return found


def on_third_path(record: Record) -> bool:
    """No denunciation by the law: nobody stands behind it who can be found (Luật Tố cáo, Điều 25)."""
    found = of(record)
    return found.third_path or found.identity in (Identity.NOT_CONFIRMED, Identity.IMPOSSIBLE)


def is_denunciation(record: Record) -> bool:
    return not on_third_path(record)


def identity_asked(record: Record) -> bool:
    """There is a name, and so somebody to be asked whether it is theirs."""
    return not of(record).third_path


def cannot_accept(record: Record) -> Any:
    """Acceptance needs a confirmed identity, competence and every condition of Điều 29."""
    found = of(record)
    if on_third_path(record):
        return _(
            "Không rõ người tố cáo nên không thụ lý: hãy chuyển thanh tra, kiểm tra, hoặc lưu thông tin."
        )
    if found.competence != Competent.OURS:
        return _("Tố cáo thuộc thẩm quyền cơ quan khác: hãy chọn “Chuyển tố cáo”.")
    if found.unmet:
        return _("Có điều kiện thụ lý chưa đạt: hãy chọn “Không thụ lý” hoặc kiểm tra lại điều kiện.")
    return ""


def cannot_transfer(record: Record) -> Any:
    """What is the unit's own is not passed on, and nothing is passed on a second time (Điều 24 khoản 2, 3)."""
    found = of(record)
    if found.competence == Competent.OURS:
        return _("Tố cáo thuộc thẩm quyền của đơn vị nên không chuyển đi.")
    if not found.competence:
        return _("Hãy kiểm tra điều kiện và ghi tố cáo thuộc thẩm quyền của ai trước khi chuyển.")
    return passed_on_before(found)


def passed_on_before(found: Denunciation) -> Any:
    """Nothing is left that was not transferred once already, by this record or by the one that it repeats."""
    left = found.matters.filter(transfer__isnull=True).exists()
    again = found.again_id and Transfer.objects.filter(matter__denunciation_id=found.again_id).exists()
    return ONCE if again or not left else ""


ONCE = _("Nội dung này đã chuyển một lần nên không chuyển nữa: hãy lưu thông tin.")


def passed_on_elsewhere(record: Record) -> Any:
    """Some of the contents may belong to others, whoever is competent for the rest."""
    return passed_on_before(of(record))


def several_contents(record: Record) -> bool:
    return is_denunciation(record) and of(record).matters.filter(transfer__isnull=True).count() > 1


def came_in_person(record: Record) -> bool:
    """Who comes in person is guided, and not passed on (Điều 24 khoản 2)."""
    found = of(record)
    return found.source == Source.IN_PERSON and found.competence in (Competent.OTHER, Competent.PARTY)


def cannot_suspend(record: Record) -> Any:
    """A term stands still only where a rule in force says so (Điều 34)."""
    try:
        for row in running(record, SETTLE):
            clocks.check_pause(row, on=clock.today(), book=editions.shown().book)
    except clocks.ClockRefused as refused:
        return str(refused)
    return ""


def running(record: Record, *duties: str) -> list[Deadline]:
    """The clocks of the duties that run; chosen here, since a page reads a record's deadlines once."""
    return [row for row in record.deadlines.all() if row.duty in duties and row.state in RUNNING]


def was_posted(record: Record) -> bool:
    return bool(running(record, POSTING))


def not_published(record: Record) -> bool:
    return bool(running(record, PUBLISH))


def cannot_close(record: Record) -> Any:
    """A conclusion is sent, acted upon, published and posted to the end before the case is over."""
    if was_posted(record):
        return _("Kết luận còn đang niêm yết: hãy ghi ngày gỡ xuống khi đã đủ thời gian.")
    if not_published(record):
        return _("Kết luận chưa được công khai: hãy công khai trước khi kết thúc.")
    return ""
