"""Somebody is away: another fills their posts from day to day, and all falls back by itself."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account, Holding, Substitution
from congtam.mechanisms.lifecycle.exclusions import recompute
from congtam.registers.accounts.actions.ending import end_one_substitution
from congtam.registers.accounts.actions.own_gain import refuse_own_gain
from congtam.registers.accounts.actions.saving import Save, step
from congtam.registers.accounts.lifecycle import MANAGE
from congtam.registers.accounts.models import AccountEntry


@transaction.atomic
def substitute(
    entry: AccountEntry,
    *,
    actor: Actor,
    by: Account,
    holdings: Collection[Holding],
    since: date,
    until: date,
    line: str,
    on: date,
    save: Save,
) -> list[Substitution]:
    """``by`` fills these posts of the absent person from ``since`` until the day before ``until``. ``line`` stands
    above the title of whoever signs ("KT. CHỦ TỊCH").

    Raises NotPermitted, ValidationError (days, person, posts, overlap, a gain of one's own), and what ``perform``
    raises.
    """
    _check(entry, by=by, holdings=holdings, since=since, until=until, on=on)
    for holding in holdings:
        actor.require(MANAGE, holding.post.unit_id)
    refuse_own_gain(actor=actor, account=by, posts=[holding.post for holding in holdings])
    payload = {
        "substitute": by.pk,
        "titles": [holding.post.title for holding in holdings],
        "posts": [holding.post_id for holding in holdings],
        "since": since.isoformat(),
        "until": until.isoformat(),
        "line": line.strip(),
    }
    step(
        entry.record,
        name="substitute",
        actor=actor,
        on=on,
        save=save,
        payload=payload,
        notes={"by": by.display_name},
    )
    made = [
        _once(Substitution(holding=holding, substitute=by, during=(since, until), line=line.strip()))
        for holding in holdings
    ]
    recompute(on=on)
    return made


def _check(
    entry: AccountEntry, *, by: Account, holdings: Collection[Holding], since: date, until: date, on: date
) -> None:
    errors: dict[str, list[str]] = {}
    if since < on:
        errors["since"] = [_("Việc thay không thể bắt đầu trước hôm nay.")]
    if until <= since:
        errors["last_day"] = [_("Ngày cuối không thể trước ngày đầu.")]
    if by.pk == entry.account_id or not by.is_active:
        errors["by"] = [_("Hãy chọn một người khác đang làm việc.")]
    if not holdings or any(holding.account_id != entry.account_id for holding in holdings):
        errors["holdings"] = [_("Hãy chọn ít nhất một chức vụ của người vắng.")]
    if errors:
        raise ValidationError(errors)


def _once(substitution: Substitution) -> Substitution:
    try:
        with transaction.atomic():
            substitution.save()
    except IntegrityError:
        words = {"name": substitution.substitute.display_name, "title": substitution.holding.post.title}
        message = _("%(name)s đã thay chức vụ “%(title)s” trong một phần của khoảng ngày này.") % words
        raise ValidationError({"since": [message]}) from None
    return substitution


@transaction.atomic
def end_substitution(
    entry: AccountEntry, *, actor: Actor, substitution: Substitution, on: date, save: Save
) -> None:
    """The absent person is back early: the substitute's rights end today.

    Raises NotPermitted, and what ``perform`` raises. ``entry`` is the absent person's.
    """
    holding = substitution.holding
    actor.require(MANAGE, holding.post.unit_id)
    if holding.account_id != entry.account_id:
        raise ValidationError(_("Việc thay này là của người khác."))
    payload = {"substitute": substitution.substitute_id, "title": holding.post.title}
    notes = {"by": substitution.substitute.display_name}
    step(entry.record, name="end_substitution", actor=actor, on=on, save=save, payload=payload, notes=notes)
    end_one_substitution(substitution, on=on)
