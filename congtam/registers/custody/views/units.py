"""Who keeps identities of a unit."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account
from congtam.foundation.access.policies import policy_for
from congtam.foundation.custody import holders
from congtam.foundation.custody.models import Custodian
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.timeline import Wording, entries_of, timeline
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.registers.custody import queries
from congtam.registers.custody.actions import keeping as acts
from congtam.registers.custody.actions import sharing
from congtam.registers.custody.actions.moving import machine_sealed_left, move
from congtam.registers.custody.lifecycle import NAME, VIEW
from congtam.registers.custody.models import Keeping, Proposal
from congtam.registers.custody.views.finding import keeping_or_404

ICONS = {"opened": "key", "share": "arrows-exchange", "print": "printer", "rehearse": "checklist"}


def wording(entries: Iterable[JournalEntry]) -> Wording:
    """The journal holds ids of accounts; who they are is said here (one query)."""
    rows = list(entries)
    ids = {entry.payload["account"] for entry in rows if entry.payload.get("account")}
    names = dict(Account.objects.filter(pk__in=ids).values_list("pk", "display_name"))

    def details(entry: JournalEntry) -> Iterator[str]:
        if name := names.get(entry.payload.get("account", 0)):
            yield _("Về: %(name)s") % {"name": name}
        if duty := entry.payload.get("duty"):
            yield str(Custodian.Duty(duty).label)
        if "shares" in entry.payload:
            yield _("Số phần: %(count)s") % {"count": entry.payload["shares"]}

    return Wording(
        icons=ICONS,
        systems={"keepers.own": gettext_lazy("Chủ khóa, ở trang của mình")},
        notes={"reason": gettext_lazy("Lý do")},
        details=details,
    )


@require_GET
@needs(VIEW)
def units(request: ActorRequest) -> HttpResponse:
    """The units that the reader sees; straight to the only one."""
    found = queries.keepings(request.actor)
    missing = queries.units_without(request.actor)
    if len(found) == 1 and not missing:
        return redirect("keepers:unit", found[0].record.code)
    return render(request, "custody/units.html", {"keepings": found, "missing": missing})


@require_POST
@needs(NAME)
def open_unit(request: ActorRequest, pk: int) -> HttpResponse:
    """Open the keeping of a unit."""
    unit = next((each for each in queries.units_without(request.actor) if each.pk == pk), None)
    if unit is None:
        raise Http404
    made = acts.open_keeping(actor=request.actor, unit=unit, on=clock.today())
    return redirect("keepers:unit", made.record.code)


@require_GET
@needs(VIEW)
def unit(request: ActorRequest, code: str) -> HttpResponse:
    """Holders, what waits for a second person, the recovery key, what is left to do, and the journal."""
    keeping = keeping_or_404(request, code)
    actor, today = request.actor, clock.today()
    entries = entries_of(keeping.record)
    context = {
        "keeping": keeping,
        "record": keeping.record,
        "holders": queries.holders_of(keeping.unit),
        "proposals": [_proposal(each, actor) for each in queries.proposals_of(keeping)],
        "recovery": queries.recovery_of(keeping),
        "decider": holders.decided_by(keeping.unit),
        "names": actor.may(NAME, keeping.unit_id),
        "keeps": actor.account is not None
        and holders.keeps(actor.account, keeping.unit, duty=Custodian.Duty.IDENTITY),
        "left": machine_sealed_left(keeping.unit),
        "warnings": list(warnings(keeping, today=today)),
        "items": timeline(keeping.record, entries, wording=wording(entries)),
    }
    return render(request, "custody/unit.html", context)


def _proposal(each: Proposal, actor: Actor) -> dict[str, Any]:
    may = policy_for(Proposal).may(actor, NAME, each)
    return {
        "proposal": each,
        "own": each.proposed_by_id == actor.account_id,
        "carry": each.outcome == Proposal.Outcome.CONFIRMED and each.proposed_by_id == actor.account_id,
        "why_not": acts.why_not_second(each, actor) if may else _("Cần quyền cử người giữ."),
        "may": may,
    }


def warnings(keeping: Keeping, *, today: Any) -> Any:
    """See `congtam.registers.custody.notices`."""
    from congtam.registers.custody.notices import of_unit

    return of_unit(keeping, today=today)


@require_POST
@needs(VIEW)
def share(request: ActorRequest, code: str) -> HttpResponse:
    """One portion for one holder, or for the recovery key."""
    keeping = keeping_or_404(request, code)
    to = _receiver(request, keeping)
    after = request.POST.get("after", "0")
    try:
        shared = sharing.share(
            keeping, actor=request.actor, to=to, on=clock.today(), save=acts.Save(),
            after=int(after) if after.isdecimal() and len(after) < 19 else 0,
        )  # fmt: skip
    except StepBlocked as blocked:
        messages.warning(request, str(blocked))
        return redirect("keepers:unit", code)
    if shared.more:
        context = {
            "keeping": keeping,
            "record": keeping.record,
            "shared": shared,
            "to": request.POST.get("to", ""),
        }
        return render(request, "custody/sharing.html", context)
    _tell(request, shared)
    return redirect("keepers:unit", code)


def _receiver(request: ActorRequest, keeping: Keeping) -> Custodian | None:
    wanted = request.POST.get("to", "")
    if wanted == "recovery":
        return None
    row = next((each for each in holders.in_office(keeping.unit) if str(each.pk) == wanted), None)
    if row is None:
        raise Http404
    return row


def _tell(request: ActorRequest, shared: sharing.Shared) -> None:
    messages.success(request, _("Đã chia sẻ %(count)s phần niêm phong.") % {"count": shared.given})
    if shared.shut:
        messages.warning(
            request,
            _("%(count)s phần không mở được bằng khóa của anh/chị; hãy nhờ người giữ khác.")
            % {"count": shared.shut},
        )


@require_POST
@needs(NAME)
def move_old(request: ActorRequest, code: str) -> HttpResponse:
    """Seal to custodians what the installation's key alone sealed until now."""
    keeping = keeping_or_404(request, code)
    try:
        move(keeping, actor=request.actor, on=clock.today(), save=acts.Save())
        messages.success(
            request, _("Đã giao việc nền chuyển phần niêm phong cũ. Trang này cho biết còn bao nhiêu.")
        )
    except StepBlocked as blocked:
        messages.warning(request, str(blocked))
    return redirect("keepers:unit", code)
