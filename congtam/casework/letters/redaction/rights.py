"""Who may cover an identity, who may check a copy, who may read one."""

from django.utils.translation import gettext as _

from congtam.casework.letters.models import Denunciation, Letter, WorkingCopy
from congtam.casework.letters.sealing import kept_away
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.models import Account, Holding
from congtam.mechanisms.lifecycle.models import Record

VIEW, REDACT = "denunciations.view", "denunciations.redact"


def work_record(letter: Letter) -> Record:
    """The record on which the letter is worked: that of the denunciation that came in it, or its own."""
    found = (
        Denunciation.objects.filter(letter=letter).select_related("record__data_key", "record__unit").first()
    )
    return found.record if found else letter.record


def handlers(letter: Letter) -> set[int]:
    """The accounts that work on the case."""
    found = {letter.record.holder_id, work_record(letter).holder_id}
    return {account for account in found if account is not None}


def is_handler(letter: Letter, actor: Actor) -> bool:
    """Whether the actor, or somebody for whom they stand in, works on the case."""
    return bool(handlers(letter) & set(actor.holders))


def may_redact(letter: Letter, actor: Actor) -> bool:
    """Whoever has the right and does not work on the case: the copy is made so that they need not see the scan."""
    unit = letter.unit_id
    return actor.may(VIEW, unit) and actor.may(REDACT, unit) and not is_handler(letter, actor)


def require_redact(letter: Letter, actor: Actor) -> Account:
    """Whoever covers or checks. Raises NotPermitted."""
    if actor.account is None or not may_redact(letter, actor):
        raise NotPermitted(REDACT)
    return actor.account


def others(letter: Letter, *, author: int) -> bool:
    """Whether somebody of the unit beside the author could check a copy today (1 query and that of exclusions)."""
    away = {author, *handlers(letter), *kept_away(letter)}
    held = Holding.objects.filter(
        held__contains=clock.today(), account__is_active=True, post__unit_id=letter.unit_id,
        post__permissions__contains=[REDACT],
    )  # fmt: skip
    return held.exclude(account_id__in=away).exists()


def why_not_release(copy: WorkingCopy, actor: Actor) -> str:
    """Why the actor may not release the copy; empty where they may."""
    if not may_redact(copy.letter, actor):
        return _("Người đang xử lý hồ sơ không duyệt bản làm việc.")
    if copy.made_by_id in actor.holders and others(copy.letter, author=copy.made_by_id):
        return _("Bản này do chính bạn làm: một người khác duyệt.")
    return ""


def may_read_copy(copy: WorkingCopy, actor: Actor) -> bool:
    """Everybody who may know of the case reads a copy that was released; the others are for those who make them."""
    if copy.state == WorkingCopy.State.RELEASED:
        return actor.may(VIEW, copy.unit_id)
    return copy.state == WorkingCopy.State.MADE and may_redact(copy.letter, actor)
