"""Reading the register: lists by key, one account with what hangs on it. Nothing here changes anything."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from congtam.foundation import clock
from congtam.foundation.access import elevation
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.elevation import Elevation
from congtam.foundation.access.models import Account, Holding, Post, Substitution, Unit
from congtam.foundation.access.policies import policy_for
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.work import open_work
from congtam.registers.accounts.lifecycle import MANAGE
from congtam.registers.accounts.models import AccountEntry, Invitation, PostEntry, ResetRequest

PAGE_SIZE = 50
#: what counts as a second step at sign-in
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(kw_only=True)
class Row:
    """One account of the list, with what holds today."""

    account: Account
    entry: AccountEntry | None
    two_step: bool
    asked: bool
    posts: list[Holding] = field(default_factory=list)
    away: list[Substitution] = field(default_factory=list)
    stands_in: list[Substitution] = field(default_factory=list)


def managed_units(actor: Actor) -> list[int]:
    """The units whose accounts the actor manages."""
    return [unit for unit in actor.unit_ids if actor.may(MANAGE, unit)]


def units_to_choose(actor: Actor) -> list[Unit]:
    """The same as units, by name (one query)."""
    return list(Unit.objects.filter(pk__in=managed_units(actor)).order_by("name"))


def accounts_page(actor: Actor, *, today: date, after: int | None) -> tuple[list[Row], int | None]:
    """Fifty accounts that hold or held a post in the actor's units or are looked after there, and the key from
    which the next page goes on (3 queries: accounts, their posts, substitutions)."""
    units = managed_units(actor)
    found = Account.objects.filter(
        Q(pk__in=Holding.objects.filter(post__unit_id__in=units).values("account_id"))
        | Q(pk__in=AccountEntry.objects.filter(unit_id__in=units).values("account_id"))
    )
    if after is not None:
        found = found.filter(pk__gt=after)
    accounts = list(_with_second_step(found).select_related("entry__record").order_by("pk")[: PAGE_SIZE + 1])
    more = len(accounts) > PAGE_SIZE
    rows = {account.pk: _row(account) for account in accounts[:PAGE_SIZE]}
    _fill(rows, today)
    return list(rows.values()), (max(rows) if more else None)


def _with_second_step(accounts: QuerySet[Account]) -> QuerySet[Account]:
    steps = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_STEPS)
    asked = ResetRequest.objects.filter(entry__account=OuterRef("pk"), outcome="")
    return accounts.annotate(two_step=Exists(steps), asked=Exists(asked))


def _row(account: Account) -> Row:
    return Row(
        account=account,
        entry=getattr(account, "entry", None),
        two_step=account.two_step,  # type: ignore[attr-defined]
        asked=account.asked,  # type: ignore[attr-defined]
    )


def _fill(rows: dict[int, Row], today: date) -> None:
    """Posts of today and substitutions of today, for all rows at once."""
    holdings = Holding.objects.filter(account_id__in=rows, held__contains=today)
    for holding in holdings.select_related("post__unit").order_by("-held", "pk"):
        rows[holding.account_id].posts.append(holding)
    for each in substitutions_of(rows, on=today):
        if each.holding.account_id in rows:
            rows[each.holding.account_id].away.append(each)
        if each.substitute_id in rows:
            rows[each.substitute_id].stands_in.append(each)


def substitutions_of(accounts: Iterable[int], *, on: date) -> QuerySet[Substitution]:
    """Substitutions of a day in which one of the accounts is absent or stands in."""
    ids = tuple(accounts)
    return _whole(
        Substitution.objects.filter(Q(holding__account_id__in=ids) | Q(substitute_id__in=ids))
    ).filter(during__contains=on, holding__held__contains=on)


def _whole(found: QuerySet[Substitution]) -> QuerySet[Substitution]:
    return found.select_related("holding__account", "holding__post__unit", "substitute").order_by(
        "during", "pk"
    )


def entry_by_code(actor: Actor, code: str) -> AccountEntry | None:
    """The account with its record, or None where the actor may not know of it (one query)."""
    visible: QuerySet[AccountEntry] = policy_for(AccountEntry).visible(actor)
    return (
        visible.filter(record__code=code.upper())
        .select_related("record__data_key", "record__holder", "account", "unit")
        .first()
    )


def entry_of(actor: Actor, account_id: int) -> AccountEntry | None:
    """The record of an account that the actor may know of (one query)."""
    visible: QuerySet[AccountEntry] = policy_for(AccountEntry).visible(actor)
    return visible.filter(account_id=account_id).select_related("record").first()


def has_second_step(account: Account) -> bool:
    return Authenticator.objects.filter(user=account, type__in=SECOND_STEPS).exists()


def holdings_of(account: Account) -> list[Holding]:
    """All posts that the account has or had, the latest first (one query)."""
    return list(account.holdings.select_related("post__unit").order_by("-held", "pk"))


def not_over(account: Account, *, today: date) -> list[Holding]:
    """The posts that are held today or later (one query)."""
    return [
        holding
        for holding in holdings_of(account)
        if holding.held.upper is None or holding.held.upper > today
    ]


def substitutions_not_over(account: Account, *, today: date) -> list[Substitution]:
    """Substitutions of now or later in which the account is absent or stands in (one query)."""
    found = _whole(Substitution.objects.filter(Q(holding__account=account) | Q(substitute=account)))
    return [each for each in found if each.during.upper is None or each.during.upper > today]


def open_request(entry: AccountEntry) -> ResetRequest | None:
    """The request to reset two-step sign-in that waits for a decision."""
    return entry.reset_requests.filter(outcome="").select_related("asked_by").first()


def waiting_for(actor: Actor) -> int | None:
    """How many requests (to reset two-step sign-in, for permissions for a short time) wait for the actor as the second
    person; None for none (one query)."""
    if actor.account_id is None:
        return None
    units = managed_units(actor)
    resets = ResetRequest.objects.filter(outcome="", unit_id__in=units).exclude(asked_by_id=actor.account_id)
    asked = waiting_elevations(actor).values("pk")
    found = resets.exclude(entry__account_id=actor.account_id).values("pk").union(asked, all=True)
    return found.count() or None


def waiting_elevations(actor: Actor) -> QuerySet[Elevation]:
    """Requests for permissions for a short time in the units that the actor manages, those of others."""
    found = elevation.waiting(clock.now()).filter(unit_id__in=managed_units(actor))
    return found.exclude(account=actor.account)


def elevations_page(actor: Actor, *, before: int | None) -> tuple[list[Elevation], int | None]:
    """Fifty elevations of the units that the actor manages and their own, the latest first, and the key from which the
    next page goes on (one query)."""
    found = Elevation.objects.filter(Q(unit_id__in=managed_units(actor)) | Q(account_id=actor.account_id))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.select_related("account", "granted_by", "unit").order_by("-pk")[: PAGE_SIZE + 1])
    more = len(rows) > PAGE_SIZE
    return rows[:PAGE_SIZE], (rows[PAGE_SIZE - 1].pk if more else None)


def elevation_by_key(actor: Actor, pk: int) -> Elevation | None:
    """One that the actor has, or may decide about (one query)."""
    found = Elevation.objects.filter(Q(unit_id__in=managed_units(actor)) | Q(account_id=actor.account_id))
    return found.select_related("account", "unit").filter(pk=pk).first()


def open_invitation(entry: AccountEntry) -> Invitation | None:
    return entry.invitations.filter(ended_at__isnull=True).first()


def managers_of(unit_id: int, *, on: date, without: Collection[int] = ()) -> QuerySet[Account]:
    """Who can sign in and manages accounts of the unit on that day by a post of their own."""
    return (
        Account.objects.filter(
            is_active=True,
            holdings__held__contains=on,
            holdings__post__unit_id=unit_id,
            holdings__post__permissions__contains=[MANAGE],
        )
        .exclude(pk__in=without)
        .distinct()
        .order_by("display_name", "pk")
    )


def colleagues(units: Collection[int], *, on: date, without: Account) -> dict[str, Account]:
    """Who can sign in and holds a post in one of the units that day, by id; for choices."""
    found = Account.objects.filter(
        is_active=True, holdings__held__contains=on, holdings__post__unit_id__in=units
    ).exclude(pk=without.pk)
    return {str(account.pk): account for account in found.distinct().order_by("display_name", "pk")}


def work_held(account: Account, *, actor: Actor) -> QuerySet[Record]:
    """The open records that the account holds in the units that the actor manages."""
    return open_work([account.pk], units=managed_units(actor))


def posts_page(actor: Actor, *, after: int | None) -> tuple[Sequence[Post], int | None]:
    """Fifty posts of the actor's units by key, and the key from which the next page goes on (one query)."""
    found = Post.objects.filter(unit_id__in=managed_units(actor))
    if after is not None:
        found = found.filter(pk__gt=after)
    posts = list(found.select_related("unit", "entry__record").order_by("pk")[: PAGE_SIZE + 1])
    more = len(posts) > PAGE_SIZE
    return posts[:PAGE_SIZE], (posts[PAGE_SIZE - 1].pk if more else None)


def posts_to_choose(actor: Actor) -> dict[str, Post]:
    """The posts that the actor may give, by id; closed ones are not among them (one query)."""
    closed = PostEntry.objects.filter(record__state="closed", unit_id__in=managed_units(actor))
    found = Post.objects.filter(unit_id__in=managed_units(actor)).exclude(pk__in=closed.values("post_id"))
    return {str(post.pk): post for post in found.select_related("unit").order_by("unit__name", "title")}


def post_by_key(actor: Actor, pk: int) -> Post | None:
    found = Post.objects.filter(pk=pk, unit_id__in=managed_units(actor))
    return found.select_related("unit", "reports_to", "entry__record__data_key").first()


def holders_of(post: Post, *, today: date) -> list[Holding]:
    """Who has the post today or later (one query)."""
    found = post.holdings.select_related("account").order_by("held", "pk")
    return [each for each in found if each.held.upper is None or each.held.upper > today]


def unit_of_code(code_mac: bytes) -> int | None:
    """The unit in which an invitation with this code waits; None for any other code."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_invited(%s)", [code_mac])
        row = cursor.fetchone()
    return int(row[0]) if row and row[0] is not None else None
