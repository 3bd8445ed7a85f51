"""Nobody gives themselves what opens letters, books or papers: access follows need, and somebody else sees the need
(docs/purpose.md). What the ready-made administrator has opens none of them, so an office with one administrator can
still take over a permission that a new version brings.
"""

from collections.abc import Collection, Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account, Holding, Post, Substitution
from congtam.registers.accounts.sets import ready_made


def refuse_own_gain(*, actor: Actor, account: Account | None, posts: Iterable[Post]) -> None:
    """Raise ValidationError where the actor would get through ``posts`` what they have not by a post of their own."""
    if account is None or account.pk != actor.account_id:
        return
    if any(gained(actor, post.unit_id, post.permissions) for post in posts):
        raise ValidationError(told())


def refuse_own_change(post: Post, *, actor: Actor, added: Collection[str], on: date) -> None:
    """Raise ValidationError where the actor holds ``post``, now or later, and it would permit more."""
    if gained(actor, post.unit_id, added) and _has(post, actor, on):
        raise ValidationError(told())


def gained(actor: Actor, unit_id: int, permissions: Iterable[str]) -> set[str]:
    """What of these the actor has not by a post of their own, and an administrator has not as such."""
    administrator = ready_made("administrator")
    usual = set(administrator.permissions) if administrator else set()
    return set(permissions) - usual - actor.own.get(unit_id, frozenset())


def told() -> str:
    """What somebody reads who tried."""
    return _(
        "Không ai tự giao cho mình quyền với đơn, sổ hay hồ sơ. Một người quản lý tài khoản khác phải giao; làm cả hai "
        "việc thì cần thêm một tài khoản."
    )


def _has(post: Post, actor: Actor, on: date) -> bool:
    account = actor.account
    held = Holding.objects.filter(
        Q(held__endswith__gt=on) | Q(held__upper_inf=True), post=post, account=account
    )
    lent = Substitution.objects.filter(during__endswith__gt=on, holding__post=post, substitute=account)
    return held.exists() or lent.exists()
