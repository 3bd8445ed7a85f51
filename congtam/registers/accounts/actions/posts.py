"""Posts, their permissions, and who holds them from which day until which."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Holding, Post, Unit
from congtam.foundation.access.permissions import get
from congtam.mechanisms.lifecycle.acts import open_record
from congtam.mechanisms.lifecycle.exclusions import recompute
from congtam.registers.accounts.actions.ending import end_holding, keep_a_manager, units_managed_by
from congtam.registers.accounts.actions.own_gain import refuse_own_change, refuse_own_gain
from congtam.registers.accounts.actions.saving import Save, refuse_second_opening, step
from congtam.registers.accounts.lifecycle import MANAGE, POST
from congtam.registers.accounts.models import AccountEntry, PostEntry


@transaction.atomic
def make_post(
    *, actor: Actor, unit: Unit, title: str, permissions: Collection[str], on: date, save: Save
) -> PostEntry:
    """A post in the unit with its permissions. Raises NotPermitted, AlreadyDone, UnknownPermission,
    ValidationError where the unit has a post of this title."""
    refuse_second_opening(unit.pk, save)
    names = sorted({get(name).name for name in permissions})
    actor.require(MANAGE, unit)
    post = _named_once(Post(unit=unit, title=title.strip(), permissions=names))
    return _entry(post, actor=actor, on=on, save=save)


def _named_once(post: Post) -> Post:
    try:
        with transaction.atomic():
            post.save()
    except IntegrityError:
        raise ValidationError({"title": [_("Đơn vị đã có chức vụ mang tên này.")]}) from None
    return post


def _entry(post: Post, *, actor: Actor, on: date, save: Save) -> PostEntry:
    payload = {"title": post.title, "permissions": list(post.permissions)}
    record = open_record(
        POST,
        actor=actor,
        unit=post.unit,
        on=on,
        subject=post.title,
        payload=payload,
        idempotency_key=save.key,
    )
    return PostEntry.objects.create(record=record, unit=post.unit, post=post)


def entry_of_post(post: Post, *, actor: Actor, on: date) -> PostEntry:
    """The post's record; opened now where the post was made otherwise."""
    known = PostEntry.objects.filter(post=post).select_related("record__data_key").first()
    return known or _entry(post, actor=actor, on=on, save=Save())


@transaction.atomic
def change_post(
    post: Post, *, actor: Actor, title: str, permissions: Collection[str], on: date, save: Save
) -> None:
    """Another title, other permissions; they hold at once for everybody in the post.

    Raises NotPermitted, ValidationError (title twice; nobody would manage accounts any more; the actor's own post
    would permit more), and what ``perform`` raises.
    """
    entry = entry_of_post(post, actor=actor, on=on)
    names = sorted({get(name).name for name in permissions})
    payload: dict[str, Any] = {
        "title": title.strip(),
        "added": sorted(set(names) - set(post.permissions)),
        "removed": sorted(set(post.permissions) - set(names)),
    }
    step(entry.record, name="change", actor=actor, on=on, save=save, payload=payload)
    refuse_own_change(post, actor=actor, added=payload["added"], on=on)
    managed = MANAGE in post.permissions
    post.title, post.permissions = title.strip(), names
    _named_once(post)
    if managed and MANAGE not in names:
        keep_a_manager([post.unit_id], without=(), on=on)


@transaction.atomic
def close_post(post: Post, *, actor: Actor, on: date, save: Save) -> None:
    """The post is given to nobody any more. Raises ValidationError while somebody holds it or will."""
    entry = entry_of_post(post, actor=actor, on=on)
    if any(held.held.upper is None or held.held.upper > on for held in post.holdings.all()):
        raise ValidationError(_("Còn người giữ chức vụ này. Hãy cho thôi chức vụ trước."))
    step(entry.record, name="close", actor=actor, on=on, save=save)


@transaction.atomic
def give_post(
    entry: AccountEntry,
    *,
    actor: Actor,
    post: Post,
    since: date,
    until: date | None = None,
    on: date,
    save: Save,
) -> Holding:
    """The person holds the post from ``since`` until the day before ``until``.

    Raises NotPermitted, ValidationError (period empty, overlapping, post closed, a gain of one's own), and what
    ``perform`` raises.
    """
    return give(entry, actor=actor, post=post, since=since, until=until, on=on, save=save)


def give(
    entry: AccountEntry, *, actor: Actor, post: Post, since: date, until: date | None, on: date, save: Save
) -> Holding:
    """`give_post` inside another act's transaction."""
    actor.require(MANAGE, post.unit_id)
    refuse_own_gain(actor=actor, account=entry.account, posts=[post])
    if until is not None and until <= since:
        raise ValidationError({"until": [_("Ngày thôi phải sau ngày bắt đầu.")]})
    if PostEntry.objects.filter(post=post, record__state="closed").exists():
        raise ValidationError({"post": [_("Chức vụ này đã bỏ, không giao được nữa.")]})
    payload = {"title": post.title, "since": since.isoformat(), "until": until.isoformat() if until else None}
    step(entry.record, name="give_post", actor=actor, on=on, save=save, payload={"post": post.pk, **payload})
    holding = _hold_once(Holding(account=entry.account, post=post, held=(since, until)))
    recompute(on=on)
    return holding


def _hold_once(holding: Holding) -> Holding:
    try:
        with transaction.atomic():
            holding.save()
    except IntegrityError:
        words = {"name": holding.account.display_name, "title": holding.post.title}
        message = _(
            "%(name)s đã giữ chức vụ “%(title)s” trong một phần của khoảng ngày này. Hãy chọn ngày khác."
        )
        raise ValidationError({"since": [message % words]}) from None
    return holding


@transaction.atomic
def end_post(
    entry: AccountEntry, *, actor: Actor, holding: Holding, from_day: date, on: date, save: Save
) -> None:
    """The person no longer holds the post from ``from_day`` on; one that has not begun by then never begins.

    Raises NotPermitted, ValidationError (before it began; the last who manages accounts).
    """
    actor.require(MANAGE, holding.post.unit_id)
    since = holding.held.lower
    if since is not None and from_day <= since <= on and from_day < on:
        raise ValidationError({"from_day": [_("Chức vụ chưa bắt đầu vào ngày này. Hãy chọn ngày sau đó.")]})
    payload = {"post": holding.post_id, "title": holding.post.title, "from_day": from_day.isoformat()}
    step(entry.record, name="end_post", actor=actor, on=on, save=save, payload=payload)
    if MANAGE in holding.post.permissions:
        _keep_another(entry, holding, day=max(from_day, on))
    end_holding(holding, on=from_day)


def _keep_another(entry: AccountEntry, holding: Holding, *, day: date) -> None:
    """Somebody else manages the unit's accounts, or the same person by another post."""
    unit_id = holding.post.unit_id
    others = entry.account.holdings.exclude(pk=holding.pk).filter(
        held__contains=day, post__unit_id=unit_id, post__permissions__contains=[MANAGE]
    )
    if unit_id in units_managed_by(entry.account, on=day) and not others.exists():
        keep_a_manager([unit_id], without=[entry.account_id], on=day)
