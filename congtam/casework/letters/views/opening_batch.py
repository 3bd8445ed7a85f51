"""One file of a paper book: what is wrong with it, or what it would make; one confirmation; what it has made."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from congtam.casework.letters.actions.opening import (
    OpeningRefused,
    confirm_opening,
    plan_of,
    withdraw_opening,
)
from congtam.casework.letters.models import OpeningBatch, PaperEntry
from congtam.casework.letters.opening import workbooks
from congtam.casework.letters.opening.lifecycle import OPENING, PERMISSION
from congtam.casework.letters.opening.plan import Plan
from congtam.casework.letters.opening.preview import preview
from congtam.casework.letters.policies import OpeningBatchPolicy
from congtam.casework.letters.views import opening_words
from congtam.casework.letters.views.opening import workbook
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import SaveForm, opening, save
from congtam.interface.web.records.timeline import Wording, entries_of, timeline
from congtam.mechanisms.rulebook import editions

#: problems and differences on the page; the Excel file has all problems
SHOWN = 200
WORDING = Wording(
    icons={
        "opened": "file-upload", "confirm": "book", "finish": "circle-check", "give_back": "arrow-back-up",
        "withdraw": "ban",
    },
    systems={"letters.enterer": gettext_lazy("Nhập từ sổ giấy")},
    notes={},
    details=opening_words.entered,
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs(PERMISSION)
def batch_page(request: ActorRequest, code: str) -> HttpResponse:
    """The dry run and its confirmation, or what was entered."""
    batch = _batch_or_404(request, code)
    if request.method == "POST":
        return _act(request, batch)
    return _page(request, batch, SaveForm(initial=opening(batch.record.version)))


def _batch_or_404(request: ActorRequest, code: str) -> OpeningBatch:
    found = policy_for(OpeningBatch).visible(request.actor).filter(record__code=code)
    batch = found.select_related("record__data_key", "record__holder", "file__data_key", "unit").first()
    if batch is None:
        raise Http404
    return batch


def _opens(request: ActorRequest, batch: OpeningBatch) -> bool:
    policy = policy_for(OpeningBatch)
    assert isinstance(policy, OpeningBatchPolicy)
    return policy.opens(request.actor, batch)


def _act(request: ActorRequest, batch: OpeningBatch) -> HttpResponse:
    """Only who handed the file in has seen what it says, and confirms it."""
    if not _opens(request, batch):
        raise NotPermitted(PERMISSION)
    form = SaveForm(request.POST)
    if not form.is_valid():
        return _page(request, batch, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if "withdraw" in request.POST:
        return _withdraw(request, batch, form)
    told = _("Tệp chưa nhập được, không dòng nào được nhập; các lỗi ghi bên dưới.")
    status = save(
        form, lambda: confirm_opening(
            batch=batch, actor=request.actor, on=clock.today(), expected_version=form.shown_version,
            save_key=form.key,
        ), telling={OpeningRefused: told},
    )  # fmt: skip
    if status == HTTPStatus.OK:
        return redirect("letters:opening-batch", batch.record.code)
    fresh = _batch_or_404(request, batch.record.code)
    form.show_version(fresh.record.version)
    return _page(request, fresh, form, status=status)


def _withdraw(request: ActorRequest, batch: OpeningBatch, form: SaveForm) -> HttpResponse:
    status = save(
        form,
        lambda: withdraw_opening(batch=batch, actor=request.actor, on=clock.today(), save_key=form.key),
    )
    if status == HTTPStatus.OK:
        messages.success(request, _("Đã bỏ tệp này, không nhập dòng nào."))
        return redirect("letters:opening")
    return _page(request, _batch_or_404(request, batch.record.code), form, status=status)


def _page(
    request: ActorRequest, batch: OpeningBatch, form: SaveForm, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    record, today = batch.record, clock.today()
    context: dict[str, Any] = {
        "batch": batch, "record": record, "form": form, "state": OPENING.state(record.state),
        "opens": _opens(request, batch),
        "items": timeline(record, entries_of(record), wording=WORDING),
    }  # fmt: skip
    if record.state == "checked":
        context |= _dry_run(batch, opens=context["opens"], today=today)
    elif record.state == "entering":
        context |= _progress(batch)
    elif record.state == "entered":
        context |= _differences(batch)
    return render(request, "letters/opening/batch.html", context, status=status)


def _plan(batch: OpeningBatch, today: date) -> Plan:
    return plan_of(batch, on=today, edition=editions.shown())


def _dry_run(batch: OpeningBatch, *, opens: bool, today: date) -> dict[str, Any]:
    """What is wrong, or what would be made. The cells themselves are for whoever handed the file in."""
    found = _plan(batch, today)
    rows = {problem.row for problem in found.problems if problem.row}
    return {
        "plan": found,
        "problems": found.problems[:SHOWN] if opens else (),
        "problem_count": len(found.problems),
        "wrong_rows": len(rows),
        "preview": preview(found, today=today) if found.letters else None,
    }


def _progress(batch: OpeningBatch) -> dict[str, Any]:
    text = ngettext("Đang nhập %(n)s đơn…", "Đang nhập %(n)s đơn…", batch.rows) % {"n": batch.rows}
    return {
        "progress_url": reverse("letters:opening-progress", args=(batch.record.code,)),
        "progress_label": text,
    }


def _differences(batch: OpeningBatch) -> dict[str, Any]:
    """Letters whose paper book names another last day: a person looks into each."""
    found = PaperEntry.objects.filter(batch=batch, settle_by__isnull=False, computed__isnull=False)
    found = found.exclude(settle_by=F("computed"))
    entries = found.select_related("letter__record").defer("sealed", "letter__text", "letter__sealed")
    return {"differences": list(entries.order_by("row")[:SHOWN]), "difference_count": found.count()}


@require_GET
@needs(PERMISSION)
def problems_file(request: ActorRequest, code: str) -> HttpResponse:
    """All that is wrong with the file, as an Excel file, for whoever handed it in."""
    batch = _batch_or_404(request, code)
    if batch.record.state != "checked" or not _opens(request, batch):
        raise Http404
    found = _plan(batch, clock.today())
    return workbook(workbooks.problem_list(found.problems), _("can-sua-%(code)s.xlsx") % {"code": code})


@require_GET
@needs(PERMISSION)
def progress_part(request: ActorRequest, code: str) -> HttpResponse:
    """Asked for while a job enters the file; the page is read again when it is over."""
    batch = _batch_or_404(request, code)
    if batch.record.state != "entering":
        return HttpResponseClientRefresh()
    return render(request, "letters/opening/progress.html", _progress(batch))
