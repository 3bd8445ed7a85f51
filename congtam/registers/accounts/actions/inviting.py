"""An account begins: invited with a one-time code, taken over by the person; or entered where it is there already."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.models import Account, Post, Unit
from congtam.interface.web.passwords import check_password
from congtam.mechanisms.lifecycle.acts import StepBlocked, open_record, perform
from congtam.mechanisms.lifecycle.codes import new_receipt
from congtam.registers.accounts.actions.ending import end_everything
from congtam.registers.accounts.actions.posts import give
from congtam.registers.accounts.actions.saving import Save, refuse_second_opening, step
from congtam.registers.accounts.door import DOOR, code_mac
from congtam.registers.accounts.lifecycle import ACCOUNT, MANAGE
from congtam.registers.accounts.models import AccountEntry, Invitation
from congtam.registers.accounts.queries import not_over

_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,59}")


@dataclass(frozen=True, kw_only=True)
class Invited:
    """The account, and the code that is shown this once and kept nowhere."""

    entry: AccountEntry
    invitation: Invitation
    code: str


@transaction.atomic
def enter_account(*, actor: Actor, account: Account, unit: Unit, on: date) -> AccountEntry:
    """Open the record of an account that was made otherwise: at the set-up of the office, or by an older version.

    Raises NotPermitted; StepBlocked where another unit looks after the account, or where the person holds a post
    in a unit that the actor does not manage: who looks after an account can give it a new password.
    """
    held = {holding.post.unit_id for holding in not_over(account, today=on)}
    if any(not actor.may(MANAGE, unit_id) for unit_id in held):
        raise StepBlocked(_("Người này còn giữ chức vụ ở đơn vị khác: quản trị của các đơn vị ấy phải ghi."))
    record = open_record(ACCOUNT, actor=actor, unit=unit, on=on, subject=account.display_name)
    entry = _new_entry(record_id=record.pk, unit=unit, account=account)
    perform(record, "enter", actor=actor, on=on)
    return entry


def _new_entry(*, record_id: int, unit: Unit, account: Account) -> AccountEntry:
    try:
        with transaction.atomic():
            return AccountEntry.objects.create(record_id=record_id, unit=unit, account=account)
    except IntegrityError:
        raise StepBlocked(_("Tài khoản này đã có trong danh sách của một đơn vị.")) from None


@transaction.atomic
def invite(
    *,
    actor: Actor,
    unit: Unit,
    username: str,
    display_name: str,
    posts: Collection[Post],
    since: date,
    on: date,
    save: Save,
) -> Invited:
    """Make an account that nobody can sign in to yet, its posts from ``since`` on, and the code to take it over.

    Raises NotPermitted, AlreadyDone, ValidationError (user name, no post, post of a unit not managed).
    """
    refuse_second_opening(unit.pk, save)
    _check_username(username)
    if not posts:
        raise ValidationError({"posts": [_("Hãy chọn ít nhất một chức vụ.")]})
    record = open_record(
        ACCOUNT, actor=actor, unit=unit, on=on, subject=display_name, idempotency_key=save.key
    )
    account = Account.objects.create_user(username, None, display_name=display_name, is_active=False)
    entry = _new_entry(record_id=record.pk, unit=unit, account=account)
    entry.record = record
    for post in posts:
        give(entry, actor=actor, post=post, since=since, until=None, on=on, save=Save())
    return _new_code(entry)


def _check_username(username: str) -> None:
    if not _USERNAME.fullmatch(username):
        raise ValidationError(
            {
                "username": [
                    _("Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch; bắt đầu bằng chữ, từ ba ký tự.")
                ]
            }
        )
    if Account.objects.filter(username=username).exists():
        raise ValidationError({"username": [_("Tên đăng nhập này đã có. Hãy chọn tên khác.")]})


def _new_code(entry: AccountEntry) -> Invited:
    """A fresh code; the one before no longer works."""
    now = clock.now()
    end_invitations(entry)
    code = new_receipt()
    invitation = Invitation.objects.create(
        entry=entry,
        unit_id=entry.unit_id,
        code_mac=code_mac(code),
        made_at=now,
        valid_until=now + timedelta(hours=settings.INVITATION_HOURS),
    )
    return Invited(entry=entry, invitation=invitation, code=code)


def end_invitations(entry: AccountEntry) -> None:
    """Whatever code waits for this account no longer works."""
    entry.invitations.filter(ended_at__isnull=True).update(ended_at=clock.now())


@transaction.atomic
def renew_code(entry: AccountEntry, *, actor: Actor, on: date, save: Save) -> Invited:
    """A new code for somebody who has not come yet; the old one fails from now on."""
    step(entry.record, name="renew_code", actor=actor, on=on, save=save)
    return _new_code(entry)


@transaction.atomic
def lost_password(entry: AccountEntry, *, actor: Actor, on: date, save: Save) -> Invited:
    """The person forgot the password: a code to choose a new one. Until then nobody signs in; posts, work and the
    second step stay, so the code alone does not open an account that has two steps."""
    step(entry.record, name="lost_password", actor=actor, on=on, save=save)
    account = entry.account
    account.is_active = False
    account.set_unusable_password()
    account.session_round += 1
    account.save(update_fields=["is_active", "password", "session_round"])
    return _new_code(entry)


@transaction.atomic
def withdraw(entry: AccountEntry, *, actor: Actor, reason: str, on: date, save: Save) -> None:
    """Take an invitation back; posts that were to begin do not."""
    step(entry.record, name="withdraw", actor=actor, on=on, save=save, notes={"reason": reason.strip()})
    end_invitations(entry)
    end_everything(entry.account, on=on)


@transaction.atomic
def come_back(
    entry: AccountEntry, *, actor: Actor, posts: Collection[Post], since: date, on: date, save: Save
) -> Invited:
    """Somebody who left returns: posts from ``since`` on, and a code to choose a new password."""
    if not posts:
        raise ValidationError({"posts": [_("Hãy chọn ít nhất một chức vụ.")]})
    step(entry.record, name="come_back", actor=actor, on=on, save=save)
    for post in posts:
        give(entry, actor=actor, post=post, since=since, until=None, on=on, save=Save())
    return _new_code(entry)


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, actor: Actor, password: str, on: date, language: str = ""
) -> Account:
    """The invited person takes the account over with a password of their own; the code is used up. Whoever comes for
    the first time goes on in the ``language`` in which they read the page.

    ``actor`` is the page where codes are typed (`door.door_of`). Raises NotPermitted for anybody else,
    ValidationError for a weak password, StepNotPossible where the code was used meanwhile.
    """
    if actor.system_name != DOOR:
        raise NotPermitted(DOOR)
    entry = invitation.entry
    account = entry.account
    try:
        check_password(password, account)
    except ValidationError as weak:
        raise ValidationError({"password": weak.messages}) from None
    perform(entry.record, "join", actor=actor, on=on)
    end_invitations(entry)
    account.set_password(password)
    account.is_active = True
    if account.last_login is None and language in Account.Language.values:
        account.language = language
    account.save(update_fields=["password", "is_active", "language"])
    return account
