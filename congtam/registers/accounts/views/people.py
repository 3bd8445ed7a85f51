"""The list of accounts, and one account."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.timeline import entries_of, timeline
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.registers.accounts import queries
from congtam.registers.accounts.actions import enter_account
from congtam.registers.accounts.actions.resetting import why_not_second
from congtam.registers.accounts.lifecycle import ACCOUNT, MANAGE
from congtam.registers.accounts.models import AccountEntry, ResetRequest
from congtam.registers.accounts.relations import relations_of
from congtam.registers.accounts.views.finding import entry_or_404, key_or_404
from congtam.registers.accounts.views.wording import WORDING


@dataclass(frozen=True, kw_only=True)
class Tab:
    label: Any
    href: str
    current: bool


def tabs(current: str) -> list[Tab]:
    """Accounts and posts, side by side."""
    return [
        Tab(label=label, href=reverse(f"accounts:{name}"), current=name == current)
        for name, label in (("list", _("Tài khoản")), ("posts", _("Chức vụ")))
    ]


@require_GET
@needs(MANAGE)
def people(request: ActorRequest) -> HttpResponse:
    """Fifty accounts with what holds today."""
    after = key_or_404(request.GET.get("after"))
    rows, more = queries.accounts_page(request.actor, today=clock.today(), after=after)
    shown = [{"row": row, "state": _state(row.entry)} for row in rows]
    older = f"{reverse('accounts:list')}?after={more}" if more else ""
    context = {"rows": shown, "older_url": older, "tabs": tabs("list"), "start_url": _start(after)}
    return render(request, "accounts/people.html", context)


def _start(after: int | None) -> str:
    return reverse("accounts:list") if after is not None else ""


def _state(entry: AccountEntry | None) -> Any:
    return ACCOUNT.state(entry.record.state) if entry else None


@require_POST
@needs(MANAGE)
def enter(request: ActorRequest, pk: int) -> HttpResponse:
    """Open the record of an account that holds a post in one of the actor's units and has none yet."""
    units = queries.managed_units(request.actor)
    account = Account.objects.filter(pk=pk, holdings__post__unit_id__in=units).distinct().first()
    if account is None:
        raise Http404
    latest = next(held for held in queries.holdings_of(account) if held.post.unit_id in units)
    try:
        entry = enter_account(actor=request.actor, account=account, unit=latest.post.unit, on=clock.today())
    except StepBlocked as problem:
        messages.warning(request, str(problem))
        return redirect("accounts:list")
    return redirect("accounts:account", entry.record.code)


@require_GET
@needs(MANAGE)
def person(request: ActorRequest, code: str) -> HttpResponse:
    """One account: state, posts, substitutions, what may be done, and everything that was done."""
    entry = entry_or_404(request, code)
    today = clock.today()
    asked = queries.open_request(entry)
    two_step = queries.has_second_step(entry.account)
    relations = relations_of(entry.account)
    context = {
        "entry": entry,
        "record": entry.record,
        "person": entry.account,
        "state": ACCOUNT.state(entry.record.state),
        "two_step": two_step,
        "holdings": queries.holdings_of(entry.account),
        "substitutions": queries.substitutions_not_over(entry.account, today=today),
        "relations": relations,
        "invitation": queries.open_invitation(entry),
        "now": clock.now(),
        "asked": asked,
        "asked_note": why_not_second(asked, entry, request.actor) if asked else "",
        "alone": (two_step or asked is not None) and _alone(entry, request.actor, asked),
        "acts": acts_offered(entry, two_step=two_step, asked=asked, related=bool(relations)),
        "items": timeline(entry.record, entries_of(entry.record), wording=WORDING),
    }
    return render(request, "accounts/person.html", context)


def _alone(entry: AccountEntry, actor: Actor, asked: ResetRequest | None) -> bool:
    """Whether nobody in the office could be the second person of a reset."""
    first = asked.asked_by_id if asked else actor.account_id
    without = [pk for pk in (first, entry.account_id) if pk is not None]
    return not queries.managers_of(entry.unit_id, on=clock.today(), without=without).exists()


#: acts that the page offers as buttons, in order; those of a reset stand in their own part
BUTTONS = (
    "renew_code", "give_post", "substitute", "end_substitution", "end_post", "enter_relation", "end_relation",
    "lost_password", "come_back", "withdraw", "leave",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Offered:
    """One act as a button."""

    label: Any
    href: str
    name: str


def acts_offered(
    entry: AccountEntry, *, two_step: bool, asked: ResetRequest | None, related: bool = False
) -> list[Offered]:
    """What may be done with the account in its state."""
    names = [name for name in BUTTONS if related or name != "end_relation"]
    if two_step and asked is None:
        names.append("ask_reset")
    steps = [step for name in names for step in ACCOUNT.steps if step.name == name]
    return [
        Offered(
            label=step.label,
            href=reverse("accounts:act", args=(entry.record.code, step.name)),
            name=step.name,
        )
        for step in steps
        if entry.record.state in step.sources and not (step.blocked and step.blocked(entry.record))
    ]
