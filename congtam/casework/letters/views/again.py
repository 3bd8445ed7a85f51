"""Issuing a paper again whose number was voided."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtam.casework.letters.actions import issue_again
from congtam.casework.letters.actions.issuing_again import typed_on
from congtam.casework.letters.conditions import cannot_issue_again
from congtam.casework.letters.forms.again import IssueAgainForm
from congtam.casework.letters.models import Letter
from congtam.casework.letters.views.finding import letter_or_404, paper_or_404
from congtam.casework.letters.views.foreseen import paper_to_be
from congtam.casework.letters.views.shown import common
from congtam.casework.letters.views.signing import proposed_signer
from congtam.casework.letters.views.step_page import save_of
from congtam.foundation import clock
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.papers import title_of
from congtam.interface.web.records.saving import opening, save
from congtam.mechanisms.documents.kinds import kind_of
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.voiding import void_reason
from congtam.registers.organisations.queries import NotDescribed


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def again_page(request: ActorRequest, code: str, uid: UUID) -> HttpResponse:
    """The paper as it was typed; 403 without the right that issued it, back to the letter where it stands."""
    letter = letter_or_404(request, code)
    paper = paper_or_404(request, letter, uid)
    policy_for(IssuedDocument).require(request.actor, kind_of(paper.kind).needs_issue, paper)
    if request.method == "POST":
        return _posted(request, letter, paper)
    if reason := cannot_issue_again(paper):
        messages.warning(request, str(reason))
        return _back(letter)
    start = {"on": clock.today(), **opening(letter.record.version), **proposed_signer(letter, request.actor)}
    form = IssueAgainForm(
        letter=letter, people={}, kind=kind_of(paper.kind), typed=typed_on(paper), initial=start
    )
    return _page(request, letter, paper, form)


def _posted(request: ActorRequest, letter: Letter, paper: IssuedDocument) -> HttpResponse:
    form = IssueAgainForm(
        request.POST, letter=letter, people={}, kind=kind_of(paper.kind), typed=typed_on(paper)
    )
    if not form.is_valid():
        return _page(request, letter, paper, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    issued: list[IssuedDocument] = []
    status = save(
        form,
        lambda: issued.append(
            issue_again(
                letter=letter, voided=paper, actor=request.actor, on=form.cleaned_data["on"],
                signer=form.signer, texts=form.texts, save=save_of(form),
            )
        ),
        telling={NotDescribed: _("Đơn vị chưa được khai báo trong danh mục nên chưa lập được văn bản.")},
    )  # fmt: skip
    if status != HTTPStatus.OK:
        return _page(request, letter_or_404(request, letter.record.code), paper, form, status=status)
    words = {"title": title_of(paper.kind), "symbol": issued[0].symbol}
    messages.success(request, _("%(title)s số %(symbol)s đã lập: hãy in, ký, quét rồi tải lên.") % words)
    return _back(letter)


def _back(letter: Letter) -> HttpResponse:
    return redirect(f"{reverse('letters:record', args=(letter.record.code,))}#papers")


def _page(
    request: ActorRequest, letter: Letter, paper: IssuedDocument, form: IssueAgainForm, *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    form.show_version(letter.record.version)
    context = {
        **common(letter),
        "form": form,
        "voided": paper,
        "title": title_of(paper.kind),
        "reason": void_reason(paper),
        "paper": paper_to_be(letter, kind_of(paper.kind), clock.today()),
        "page": {"optional_paper": False},
    }
    return render(request, "letters/paper/again.html", context, status=status)
