"""The weekly list of unusual readings: made on Mondays, looked at by somebody who reviews."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.registers.custody import unusual
from congtam.registers.custody.lifecycle import REVIEW
from congtam.registers.custody.models import ReadingReview


@transaction.atomic
def make_review(*, actor: Actor, unit_id: int, monday: date) -> ReadingReview | None:
    """Put the list of the week from ``monday`` before those who review, if it has a line. Once a week."""
    actor.require_system()
    if not unusual.lines([unit_id], monday=monday):
        return None
    row, _made = ReadingReview.objects.get_or_create(unit_id=unit_id, monday=monday)
    return row


@transaction.atomic
def reviewed(review: ReadingReview, *, actor: Actor) -> None:
    """Somebody has looked at the list. Raises NotPermitted, StepBlocked for whoever stands in it themselves, or
    stands in for somebody who does."""
    policy_for(ReadingReview).require(actor, REVIEW, review)
    people = {actor.account_id, *actor.works_for}
    if any(line.entry.actor_id in people for line in unusual.lines([review.unit_id], monday=review.monday)):
        raise StepBlocked(_("Trong danh sách có lần xem của chính anh/chị: cần một người khác xem."))
    row = ReadingReview.objects.select_for_update().get(pk=review.pk)
    if row.reviewed_at is None:
        row.reviewed_by, row.reviewed_at = actor.account, clock.now()
        row.save(update_fields=["reviewed_by", "reviewed_at"])
