"""What each step's page is made of: its form, its act, the papers that it issues."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from congtam.casework.letters.actions import Save
from congtam.casework.letters.denunciation import actions, documents
from congtam.casework.letters.denunciation.actions.afterwards import NOTED
from congtam.casework.letters.denunciation.content import content_of
from congtam.casework.letters.denunciation.forms import steps as forms
from congtam.casework.letters.denunciation.models import Condition, Denunciation, Identity
from congtam.foundation.access.actor import Actor
from congtam.mechanisms.documents.kinds import DocumentKind
from congtam.mechanisms.documents.models import IssuedDocument

Act = Callable[[Denunciation, Actor, Any], Sequence[IssuedDocument] | None]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One step's page. ``start`` fills a fresh form."""

    form: type[forms.DenunciationForm]
    act: Act
    papers: tuple[DocumentKind, ...] = ()
    start: Callable[[Denunciation], dict[str, Any]] | None = None


def save_of(form: Any) -> Save:
    """The save that the form stands for."""
    return Save(version=form.shown_version, key=form.key)


def _plain(act: Callable[..., Any], *names: str, **fixed: Any) -> Act:
    """An act that takes the named fields as they are, the day, and the signer where the form has one."""

    def run(denunciation: Denunciation, actor: Actor, form: Any) -> Sequence[IssuedDocument] | None:
        data = form.cleaned_data
        given: dict[str, Any] = {name: data[name] for name in names}
        if isinstance(form, forms.SignedStep):
            given["signer"] = form.signer
        issued: Sequence[IssuedDocument] | None = act(
            denunciation=denunciation, actor=actor, on=data["on"], save=save_of(form), **given, **fixed
        )
        return issued

    return run


def _identity(denunciation: Denunciation, actor: Actor, form: forms.IdentityForm) -> None:
    data = form.cleaned_data
    actions.check_identity(
        denunciation=denunciation, actor=actor, on=data["on"], result=Identity(data["result"]),
        note=data["note"], save=save_of(form),
    )  # fmt: skip


def _conditions(denunciation: Denunciation, actor: Actor, form: forms.ConditionsForm) -> None:
    data = form.cleaned_data
    actions.check_conditions(
        denunciation=denunciation, actor=actor, on=data["on"], checked=form.checked, note=data["note"],
        save=save_of(form),
    )  # fmt: skip


def _refuse(denunciation: Denunciation, actor: Actor, form: forms.RefuseForm) -> list[IssuedDocument]:
    data = form.cleaned_data
    return actions.refuse_denunciation(
        denunciation=denunciation, actor=actor, on=data["on"], explanation=data["explanation"],
        unmet=[Condition(each) for each in data["unmet"]], signer=form.signer, save=save_of(form),
    )  # fmt: skip


def _places(denunciation: Denunciation, actor: Actor, form: forms.PassPartForm) -> list[IssuedDocument]:
    data = form.cleaned_data
    return actions.transfer_denunciation(
        denunciation=denunciation, actor=actor, on=data["on"], body=data["body"], signer=form.signer,
        explanation=data["explanation"], places=[int(each) for each in data["places"]], save=save_of(form),
    )  # fmt: skip


def _assign(denunciation: Denunciation, actor: Actor, form: forms.AssignForm) -> None:
    data = form.cleaned_data
    actions.assign_denunciation(
        denunciation=denunciation, actor=actor, on=data["on"], handler=form.handler_account,
        task=data["task"], save=save_of(form),
    )  # fmt: skip


def _withdraw(denunciation: Denunciation, actor: Actor, form: forms.WithdrawForm) -> None:
    data = form.cleaned_data
    actions.withdraw_denunciation(
        denunciation=denunciation, actor=actor, on=data["on"], places=[int(each) for each in data["places"]],
        must_go_on=[actions.MustGoOn(each) for each in data["must_go_on"]], note=data["note"],
        save=save_of(form),
    )  # fmt: skip


def _conclude(denunciation: Denunciation, actor: Actor, form: forms.ConcludeForm) -> list[IssuedDocument]:
    data = form.cleaned_data
    return actions.conclude_denunciation(
        denunciation=denunciation, actor=actor, on=data["on"], findings=form.findings,
        verified=data["verified"], measures=data["measures"], signer=form.signer, save=save_of(form),
    )  # fmt: skip


def _subject(name: str) -> Callable[[Denunciation], dict[str, Any]]:
    return lambda denunciation: {name: content_of(denunciation).subject}


def _body(denunciation: Denunciation) -> dict[str, Any]:
    return {"body": content_of(denunciation).body}


PAGES: dict[str, Page] = {
    "check_identity": Page(form=forms.IdentityForm, act=_identity),
    "check_conditions": Page(form=forms.ConditionsForm, act=_conditions),
    "accept": Page(
        form=forms.AcceptForm, act=_plain(actions.accept_denunciation, "told"), start=_subject("told"),
        papers=(documents.ACCEPTED_DENOUNCER, documents.ACCEPTED_DENOUNCED),
    ),
    "refuse": Page(
        form=forms.RefuseForm, act=_refuse, papers=(documents.NOT_ACCEPTED,),
        start=lambda denunciation: {"unmet": denunciation.unmet},
    ),
    "transfer": Page(
        form=forms.PassForm, act=_plain(actions.transfer_denunciation, "body", "explanation"), start=_body,
        papers=(documents.TRANSFER, documents.TRANSFER_NOTICE),
    ),
    "transfer_part": Page(
        form=forms.PassPartForm, act=_places, papers=(documents.TRANSFER, documents.TRANSFER_NOTICE)
    ),
    "guide": Page(form=forms.NoteForm, act=_plain(actions.guide_denouncer, "note")),
    "pass_on": Page(
        form=forms.PassOnForm, act=_plain(actions.pass_on, "body", "grounded", "explanation"), start=_body,
        papers=(documents.TRANSFER,),
    ),
    "keep": Page(form=forms.ReasonForm, act=_plain(actions.keep_information, "reason")),
    "pass_crime": Page(
        form=forms.PassForm, act=_plain(actions.pass_crime, "body", "explanation"),
        papers=(documents.TRANSFER,),
    ),
    "assign": Page(form=forms.AssignForm, act=_assign),
    "extend": Page(
        form=forms.ExtendForm, act=_plain(actions.extend_denunciation, "criteria"),
        papers=(documents.EXTENSION,), start=lambda denunciation: {"criteria": denunciation.criteria},
    ),
    "suspend": Page(
        form=forms.SuspendForm, act=_plain(actions.suspend_denunciation, "ground", "explanation"),
        papers=(documents.SUSPENSION,),
    ),
    "resume": Page(
        form=forms.ResumeForm, act=_plain(actions.resume_denunciation, "explanation"),
        papers=(documents.RESUMPTION,),
    ),
    "stop": Page(
        form=forms.StopForm, act=_plain(actions.stop_denunciation, "ground", "explanation"),
        papers=(documents.STOP,),
    ),
    "withdraw": Page(form=forms.WithdrawForm, act=_withdraw),
    "conclude": Page(form=forms.ConcludeForm, act=_conclude, papers=(documents.CONCLUSION,)),
    "inform": Page(
        form=forms.InformForm, act=_plain(actions.inform_denouncer, "message"),
        papers=(documents.CONCLUSION_NOTICE,),
    ),
    "publish": Page(
        form=forms.PublishForm, act=_plain(actions.publish_conclusion, "content", "told"),
        papers=(documents.PUBLICATION,), start=_subject("content"),
    ),
    **{
        step: Page(form=forms.NoteForm, act=_plain(actions.note_step, "note", step=step)) for step in NOTED
    },
}  # fmt: skip
