"""Lists of records to destroy: review, draft, decide, execute."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from congtam.casework.archives import actions, queries
from congtam.casework.archives.actions.destroying import Save
from congtam.casework.archives.forms.destruction import DecideForm, DraftForm, ExecuteForm, WithdrawForm
from congtam.casework.archives.models import Proposal
from congtam.casework.archives.reading import fetch_for_reading, may_read, reason_of
from congtam.casework.archives.retention import kept_to
from congtam.casework.archives.views.common import key_of, saved, tabs
from congtam.casework.archives.views.words import WORDING
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import SaveForm, opening
from congtam.interface.web.records.timeline import entries_of, timeline
from congtam.mechanisms.lifecycle.erasure import CannotErase
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of
from congtam.mechanisms.lifecycle.steps import offers
from congtam.mechanisms.rulebook import editions


def _save(form: SaveForm) -> Save:
    return Save(version=form.shown_version, key=form.key)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("archives.view")
def review(request: ActorRequest) -> HttpResponse:
    """Fifty closed records whose time to be kept is over; those chosen become a list."""
    page = queries.page_of(_candidates(request), before=key_of(request))
    fetch_for_reading(page.rows)
    form = DraftForm(request.POST or None, codes=[each.code for each in page.rows], initial=opening(0))
    made: list[Proposal] = []
    act = lambda: made.append(_drafted(request.actor, form, page.rows))  # noqa: E731
    status = saved(form, act) if form.is_bound else HTTPStatus.OK
    if made:
        messages.success(request, _("Đã lập danh mục và khóa lại; chờ lãnh đạo quyết định."))
        return redirect("archives:proposal", made[0].record.code)
    chosen = form.data.getlist("codes") if form.is_bound and hasattr(form.data, "getlist") else []
    context = {
        "tabs": tabs("review"),
        "form": form,
        "rows": [_row(record, request.actor, chosen) for record in page.rows],
        "proposes": request.actor.may("archives.propose"),
        "older_url": f"?before={page.older}" if page.older else "",
    }
    return render(request, "archives/review.html", context, status=status)


def _candidates(request: ActorRequest) -> Any:
    return queries.to_review(request.actor, today=clock.today()).select_related("unit")


def _row(record: Record, actor: Actor, chosen: list[str]) -> dict[str, Any]:
    lifecycle = lifecycle_of(record.kind)
    return {
        "record": record,
        "kind": lifecycle.label,
        "state": lifecycle.state(record.state).label,
        "subject": record.subject if may_read(record, actor) else "",
        "due": kept_to(record, editions.shown()),
        "chosen": record.code in chosen,
    }


def _drafted(actor: Actor, form: DraftForm, rows: Any) -> Proposal:
    reasons = form.reasons
    units: dict[int, Unit] = {record.unit_id: record.unit for record in rows if record.code in reasons}
    if len(units) != 1:
        raise CannotErase(_("Các hồ sơ phải thuộc cùng một đơn vị."))
    unit = next(iter(units.values()))
    return actions.draft_proposal(actor=actor, unit=unit, on=clock.today(), reasons=reasons, save=_save(form))


@require_GET
@needs("archives.view")
def proposals(request: ActorRequest) -> HttpResponse:
    """Fifty lists, newest first."""
    page = queries.page_of(queries.proposals(request.actor), before=key_of(request))
    rows = [
        {"proposal": each, "state": lifecycle_of(each.record.kind).state(each.record.state).label}
        for each in page.rows
    ]
    older_url = f"?before={page.older}" if page.older else ""
    return render(
        request, "archives/proposals.html", {"tabs": tabs("proposals"), "rows": rows, "older_url": older_url}
    )


@dataclass(frozen=True, kw_only=True)
class Act:
    """One of the acts on a list: its form, what it does, and what is said when it was done."""

    form: Callable[..., Any]
    act: Callable[[Proposal, Actor, Any], object]
    done: Any


def _decide(proposal: Proposal, actor: Actor, form: DecideForm) -> None:
    data = form.cleaned_data
    actions.decide_proposal(
        proposal=proposal, actor=actor, on=data["on"], decision=data["decision"], verdicts=form.verdicts,
        save=_save(form),
    )  # fmt: skip


def _withdraw(proposal: Proposal, actor: Actor, form: WithdrawForm) -> None:
    reason = form.cleaned_data["reason"]
    actions.withdraw_proposal(
        proposal=proposal, actor=actor, on=clock.today(), reason=reason, save=_save(form)
    )


def _execute(proposal: Proposal, actor: Actor, form: ExecuteForm) -> int:
    return actions.execute_proposal(
        proposal=proposal, actor=actor, on=form.cleaned_data["on"], save=_save(form)
    )


ACTS: Mapping[str, Act] = {
    "decide": Act(form=DecideForm, act=_decide, done=gettext_lazy("Đã ghi quyết định cho từng hồ sơ.")),
    "withdraw": Act(form=WithdrawForm, act=_withdraw, done=gettext_lazy("Đã rút lại danh mục.")),
    "execute": Act(
        form=ExecuteForm, act=_execute, done=gettext_lazy("Đã thực hiện; chứng nhận nằm trong nhật ký.")
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("archives.view")
def proposal(request: ActorRequest, code: str) -> HttpResponse:
    """One list with what may be done with it now; each form is sent here with its name."""
    found = _proposal_or_404(request.actor, code)
    forms = _forms(found, request)
    status = HTTPStatus.OK
    if request.method == "POST":
        name = request.POST.get("act", "")
        if name not in forms:
            raise BadRequest(name)
        form = forms[name]
        status = saved(form, lambda: ACTS[name].act(found, request.actor, form), telling={CannotErase: None})
        if status == HTTPStatus.OK:
            messages.success(request, str(ACTS[name].done))
            return redirect("archives:proposal", code)
        found = _proposal_or_404(request.actor, code)
        form.show_version(found.record.version)
    return render(request, "archives/proposal.html", _shown(found, forms, request.actor), status=status)


def _proposal_or_404(actor: Actor, code: str) -> Proposal:
    if (found := queries.proposal_by_code(actor, code)) is None:
        raise Http404
    return found


def _forms(found: Proposal, request: ActorRequest) -> dict[str, Any]:
    """The forms of the steps that this reader may take now; the drafter does not decide."""
    forms: dict[str, Any] = {}
    sent = request.POST.get("act") if request.method == "POST" else None
    for offer in offers(found.record, actor=request.actor):
        name = offer.step.name
        if not offer.permitted or (name == "decide" and found.drafted_by_id == request.actor.account_id):
            continue
        more = _asked_about(found, request.actor) if name == "decide" else {}
        start = {"on": clock.today(), **opening(found.record.version)}
        data = request.POST if sent == name else None
        forms[name] = ACTS[name].form(data, initial=start, auto_id=f"id_{name}_%s", **more)
    return forms


def _asked_about(found: Proposal, actor: Actor) -> dict[str, Any]:
    items = list(found.items.all())
    fetch_for_reading(item.record for item in items)
    about = {
        item.record.code: (_subject(item.record, actor), reason_of(item, found.record)) for item in items
    }
    return {"items": items, "about": about}


def _shown(found: Proposal, forms: Mapping[str, Any], actor: Actor) -> dict[str, Any]:
    record = found.record
    items = list(found.items.all())
    fetch_for_reading(item.record for item in items)
    return {
        "tabs": tabs("proposals"),
        "listed": found,
        "record": record,
        "state": lifecycle_of(record.kind).state(record.state),
        "items": [
            {"item": item, "reason": reason_of(item, record), "subject": _subject(item.record, actor)}
            for item in items
        ],
        "waits_for_another": record.state == "drafted" and found.drafted_by_id == actor.account_id,
        "timeline": timeline(record, entries_of(record), wording=WORDING),
        **{f"{name}_form": form for name, form in forms.items()},
    }


def _subject(record: Record, actor: Actor) -> str:
    may_see = actor.may(lifecycle_of(record.kind).view, record.unit_id)
    return record.subject if may_see and may_read(record, actor) else ""
