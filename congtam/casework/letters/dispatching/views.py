"""Opening a paper for sending: the page before, the label that is shown once, the file that stays under the seal."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from congtam.casework.letters.denunciation.lifecycle import SEND
from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.denunciation.views.finding import denunciation_or_404, paper_or_404
from congtam.casework.letters.dispatching import actions, rights
from congtam.casework.letters.models import AddressedPaper
from congtam.casework.letters.redaction.shown import mark
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.papers import title_of
from congtam.interface.web.records.saving import SaveForm, opening, save
from congtam.interface.web.serving import DOCX, attachment
from congtam.mechanisms.documents.models import IssuedDocument


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def address_page(request: ActorRequest, code: str, uid: UUID) -> HttpResponse:
    """Before the act, with what was opened earlier; after it, the label, once. 403 for whoever sends no papers."""
    denunciation, paper = _found(request, code, uid)
    if request.method != "POST":
        return _page(request, denunciation, paper, SaveForm(initial=opening(denunciation.record.version)))
    form = SaveForm(request.POST)
    if not form.is_valid() or form.key is None:
        return redirect("letters:denunciation-addressed", code, uid)
    return _opened(request, denunciation, paper, form)


def _found(request: ActorRequest, code: str, uid: UUID) -> tuple[Denunciation, IssuedDocument]:
    denunciation = denunciation_or_404(request, code)
    paper = paper_or_404(request, denunciation.record, uid)
    if paper.kind not in rights.KINDS:
        raise Http404
    if not rights.may_know(denunciation, request.actor):
        raise NotPermitted(SEND)
    paper.record = denunciation.record
    return denunciation, paper


def _opened(
    request: ActorRequest, denunciation: Denunciation, paper: IssuedDocument, form: SaveForm
) -> HttpResponse:
    done: list[actions.Opened] = []
    key = form.key
    assert key
    status = save(
        form,
        lambda: done.append(
            actions.open_for_dispatch(
                denunciation=denunciation, paper=paper, actor=request.actor, on=clock.today(), save_key=key
            )
        ),
    )
    if status != HTTPStatus.OK:
        return _page(request, denunciation, paper, form, status=status)
    context = {
        "opened": done[0],
        "denunciation": denunciation,
        "record": denunciation.record,
        "paper": paper,
        "title": title_of(paper.kind),
        "printed_by": mark(request.actor),
    }
    response = render(request, "letters/dispatching/label.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(
    request: ActorRequest, denunciation: Denunciation, paper: IssuedDocument, form: SaveForm, *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    earlier = policy_for(AddressedPaper).visible(request.actor).filter(document=paper)
    context = {
        "denunciation": denunciation,
        "record": denunciation.record,
        "paper": paper,
        "title": title_of(paper.kind),
        "form": form,
        "why_not": rights.why_not(denunciation, paper, request.actor),
        "earlier": earlier.select_related("made_by").order_by("-pk"),
    }
    return render(request, "letters/dispatching/before.html", context, status=status)


@require_GET
@signed_in
def addressed_file(request: ActorRequest, code: str, uid: UUID, pk: int) -> HttpResponse:
    """The Word file as it left. Raises SealLocked (the page to open the key); journaled each time."""
    denunciation, paper = _found(request, code, uid)
    addressed = AddressedPaper.objects.filter(document=paper, pk=pk).select_related("file__data_key").first()
    if addressed is None:
        raise Http404
    if rights.why_not(denunciation, paper, request.actor):
        raise NotPermitted(SEND)
    addressed.document = paper
    content = actions.read_addressed(
        denunciation=denunciation, addressed=addressed, actor=request.actor, on=clock.today()
    )
    return attachment(content, media_type=DOCX, name=f"{paper.symbol}-gui")
