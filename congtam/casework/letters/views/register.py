"""Registering: the scan on the left, the form in the order of the letter on the right."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtam.casework.letters.actions import register_letter
from congtam.casework.letters.comparing.queries import Earlier, earlier_letters, may_compare
from congtam.casework.letters.custody_link import note_view
from congtam.casework.letters.forms import register as register_form
from congtam.casework.letters.forms.register import MatterForms, RegisterForm, check, matter_forms
from congtam.casework.letters.models import Channel, Letter, SenderKind
from congtam.casework.letters.views import drafts
from congtam.casework.letters.views.drafts import REGISTER
from congtam.casework.letters.views.finding import letter_or_404
from congtam.casework.letters.views.marking import Shown
from congtam.casework.letters.views.meanwhile import meanwhile
from congtam.casework.letters.views.reading import viewer
from congtam.casework.letters.views.shown import common
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.saving import opening, save
from congtam.mechanisms.lifecycle.models import Record


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def register_page(request: ActorRequest, code: str) -> HttpResponse:
    """The page; 403 without the right, on to the receipt where the letter is registered already."""
    letter = letter_or_404(request, code)
    drafts.require_register(request.actor, letter)
    if request.method == "POST":
        return _posted(request, letter)
    if not drafts.waits(letter):
        messages.info(request, _("Đơn này không còn chờ vào sổ."))
        return redirect("letters:receipt", code)
    return _opened(request, letter)


def _opened(request: ActorRequest, letter: Letter) -> HttpResponse:
    """The form, with the draft where there is one."""
    if (kept := drafts.restored(request.actor, letter)) is None:
        start = {
            "channel": letter.channel,
            "received_on": letter.received_on,
            # who wrote on the public page said whether they give a name
            "sender_kind": "" if letter.sender_kind == SenderKind.UNCLEAR else letter.sender_kind,
            **opening(letter.record.version),
        }
        return _page(request, letter, RegisterForm(initial=start), matter_forms())
    data, draft = kept
    form, rows = register_form.without_errors(RegisterForm(data), matter_forms(data))
    return _page(request, letter, form, rows, notice=draft.notice)


def _posted(request: ActorRequest, letter: Letter) -> HttpResponse:
    going = request.POST.get("go", "")
    form, rows = RegisterForm(request.POST), matter_forms(request.POST, add=going == "add")
    if going == "draft":
        drafts.keep_typed(request, letter)
        return redirect("letters:register", letter.record.code)
    if going == "compare":
        return _page(request, letter, *register_form.without_errors(form, rows), compared=True)
    if going == "add":
        return _page(request, letter, *register_form.without_errors(form, rows), added=True)
    if not check(form, rows):
        return _page(request, letter, form, rows, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    status = save(form, lambda: _register(letter, request.actor, form, rows))
    if status == HTTPStatus.OK:
        return _saved(request, letter, going)
    return _refused(request, letter, form, rows, status=status)


def _register(letter: Letter, actor: Actor, form: RegisterForm, rows: MatterForms) -> None:
    data = form.cleaned_data
    register_letter(
        letter=letter,
        actor=actor,
        on=clock.today(),
        sender=form.sender(),
        summary=data["summary"],
        matters=rows.details(summary=data["summary"]),
        concerned=data["concerned"],
        written_on=data["written_on"],
        received_on=data["received_on"],
        channel=Channel(data["channel"]) if data["channel"] else None,
        expected_version=form.shown_version,
        save_key=form.key,
    )


def _saved(request: ActorRequest, letter: Letter, going: str) -> HttpResponse:
    """On to the receipt, or to the next letter that waits, or to the next piece of mail."""
    drafts.forget(request.actor, letter)
    messages.success(request, _said(request.actor, letter))
    if going != "next":
        return redirect("letters:receipt", letter.record.code)
    if (code := next_waiting(request.actor, letter)) is not None:
        return redirect("letters:register", code)
    kept = {"channel": letter.channel, "on": letter.received_on.isoformat(), "unit": letter.unit_id}
    return redirect(f"{reverse('letters:receive')}?{urlencode(kept)}")


def _said(actor: Actor, letter: Letter) -> str:
    record = Record.objects.get(pk=letter.record.pk)
    if record.number is not None and policy_for(Record).may(actor, "letters.book", record):
        words = {"code": record.code, "number": record.number}
        return _("Đã vào sổ đơn %(code)s, số %(number)s.") % words
    return _("Đã vào sổ đơn %(code)s.") % {"code": record.code}


def next_waiting(actor: Actor, letter: Letter) -> str | None:
    """The code of the letter after this one that waits to be registered in the same unit, else of the oldest."""
    waiting = (
        policy_for(Letter)
        .visible(actor)
        .filter(unit_id=letter.unit_id, record__state__in=REGISTER.sources)
        .exclude(pk=letter.pk)
        .order_by("pk")
        .values_list("record__code", flat=True)
    )
    return waiting.filter(pk__gt=letter.pk).first() or waiting.first()


def _refused(
    request: ActorRequest, letter: Letter, form: RegisterForm, rows: MatterForms, *, status: HTTPStatus
) -> HttpResponse:
    """The page again, against the letter as it is now, with everything that was typed."""
    told = meanwhile(request, letter, form) if status == HTTPStatus.CONFLICT else []
    now = letter_or_404(request, letter.record.code)
    return _page(request, now, form, rows, status=status, told=told)


def _page(
    request: ActorRequest, letter: Letter, form: RegisterForm, rows: MatterForms, *,
    status: HTTPStatus = HTTPStatus.OK, told: Iterable[str] = (), notice: str = "", added: bool = False,
    compared: bool = False,
) -> HttpResponse:  # fmt: skip
    shown = viewer(letter)
    note_view(letter, request.actor)
    proposals = _still_open(shown["proposals"], form.data if form.is_bound else {})
    context = {
        **common(letter),
        **shown,
        "proposals": proposals,
        "form": form,
        "rows": rows,
        "first_kind": proposals.get(f"{register_form.PREFIX}-0-kind"),
        "most": register_form.MOST,
        "meanwhile": list(told),
        "notice": notice,
        "added": added,
        "waits": drafts.waits(letter),
        "compares": may_compare(request.actor, letter),
        "earlier": _earlier(request, letter, form) if compared else (),
    }
    return render(request, "letters/register.html", context, status=status)


def _earlier(request: ActorRequest, letter: Letter, form: RegisterForm) -> Sequence[Earlier]:
    """Without scripts letters are compared when somebody asks for it."""
    sender = {name: str(form[f"sender_{name}"].value() or "") for name in ("name", "address", "phone")}
    return earlier_letters(letter=letter, sender=sender, actor=request.actor, on=clock.today())


def _still_open(proposals: Mapping[str, Shown], typed: Mapping[str, Any]) -> dict[str, Shown]:
    """Without those that an officer rejected."""
    return {name: each for name, each in proposals.items() if typed.get(f"proposal-{name}") != "rejected"}
