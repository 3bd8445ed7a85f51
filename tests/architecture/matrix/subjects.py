"""Which seeded thing an address is about, and what a view demands beside what the code declares.

The view permission and the steps come from the lifecycle of the kind of the thing; only the rest is written here, each
with its reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

LETTER = "letters.letter"
MANAGE = "accounts.manage"
SEALED = "denunciations.view"
CONVERSE = ("letters.settle", "letters.triage")


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What an address is about.

    ``sample``: the seeded thing; ``kind``: of its record; ``view``: the permissions to know of it beside that of its
    kind; ``anywhere``: the same, held in any unit; ``asks``: what the view demands then, ``any_of``: one of these,
    ``post_asks``: by POST only. ``nobody``: what is answered to whoever is not signed in; ``holder``, ``post_holder``:
    to whoever does not hold the record; ``named``: the readers who get that far, each with what they are answered,
    while everybody else is told that there is none. ``step``: the address is the page of this one step; ``steps``: it
    has one page for each step of the kind, but for those with a page of their own and ``not_here``. ``empty``: nothing
    of the kind is seeded, so that whoever gets that far is told so; ``post_empty``: a POST that names nothing is told
    so. ``excludes``: whoever is excluded from the record
    is told that there is none. ``because``: why the line says more than the code declares.
    """

    sample: str
    kind: str = ""
    view: tuple[str, ...] = ()
    anywhere: str = ""
    asks: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    post_asks: tuple[str, ...] = ()
    nobody: str = ""
    holder: str = ""
    post_holder: str = ""
    named: Mapping[str, str] = field(default_factory=dict)
    step: str = ""
    empty: bool = False
    post_empty: bool = False
    steps: bool = False
    not_here: tuple[str, ...] = ()
    excludes: bool = True
    because: str = ""


def _letter(sample: str = "accepted", **more: object) -> Subject:
    return Subject(sample=sample, kind=LETTER, **more)  # type: ignore[arg-type]


def _account(sample: str = "account", **more: object) -> Subject:
    return Subject(sample=sample, kind="accounts.account", excludes=False, **more)  # type: ignore[arg-type]


def _denunciation(sample: str = "denunciation", **more: object) -> Subject:
    return Subject(sample=sample, kind="letters.denunciation", **more)  # type: ignore[arg-type]


def _keeping(sample: str = "keeping", **more: object) -> Subject:
    return Subject(sample=sample, kind="keepers.unit", excludes=False, **more)  # type: ignore[arg-type]


def _archived(sample: str = "closed", **more: object) -> Subject:
    """The archive shows records of any kind by its own permission, where the record itself may be seen."""
    return Subject(sample=sample, kind=LETTER, view=("archives.view",), **more)  # type: ignore[arg-type]


#: steps of an account that have no page of their own under this address
NO_PAGE = ("enter", "join", "grant_elevation", "refuse_elevation", "end_elevation")

SUBJECTS = {
    # the shell
    "figure": Subject(
        sample="figure", anywhere="letters.view", because="who may see what is counted, somewhere"
    ),
    "conflicts": _letter("registered", view=("letters.triage",), because="who may name officers in it"),
    "conflict-declare": _letter("registered", because="everybody may say that they are in conflict"),
    "conflict-lift": _letter("conflict", view=("letters.triage",), because="who may name officers in it"),
    "quarantine-destroy": Subject(sample="quarantined", view=("files.quarantine",), excludes=False),
    "job-again": Subject(
        sample="job", view=("jobs.manage",), because="a job names the record that it is about"
    ),
    # letters: intake
    "letters:register": _letter("received", step="register"),
    "letters:register-draft": _letter(
        "received", asks=("letters.register",), because="a part of the page of one step"
    ),
    "letters:register-reading": _letter(
        "received",
        asks=("letters.register",),
        nobody="open",
        because="a part of that page; whoever was signed out is answered nothing, so that a form keeps what was typed",
    ),
    "letters:receipt": _letter(),
    "letters:slip": _letter(
        post_asks=("letters.register",), because="printing is journaled; a GET leads back"
    ),
    "letters:opening-batch": Subject(
        sample="batch",
        kind="letters.opening",
        excludes=False,
        post_holder="403",
        because="only whoever handed the file in goes on with it",
    ),
    "letters:opening-problems": Subject(
        sample="batch",
        kind="letters.opening",
        excludes=False,
        holder="404",
        because="only whoever handed the file in reads its cells",
    ),
    "letters:opening-progress": Subject(sample="batch", kind="letters.opening", excludes=False),
    "letters:channels": Subject(
        sample="nothing", post_empty=True, because="a POST names one of one's own offices"
    ),
    # letters: templates belong to the office, a shipped one to everybody who manages templates
    "letters:template": Subject(sample="template_kind"),
    "letters:template-shipped": Subject(sample="template_kind"),
    "letters:template-version": Subject(
        sample="template", view=("documents.manage_templates",), excludes=False
    ),
    "letters:template-change": Subject(
        sample="template", view=("documents.manage_templates",), excludes=False
    ),
    # letters: work
    "letters:record": _letter(),
    "letters:newer": _letter(),
    "letters:older": _letter(),
    "letters:page": _letter("scan"),
    "letters:triage": _letter("registered", step="triage"),
    "letters:triage-dates": _letter(
        "registered", asks=("letters.triage",), because="a part of the page of one step"
    ),
    "letters:step": _letter(steps=True),
    "letters:step-dates": _letter(steps=True),
    "letters:paper-docx": _letter("paper"),
    "letters:paper-pdf": _letter("paper"),
    "letters:paper-again": _letter(
        "paper", asks=("letters.accept",), because="who may issue this kind of document"
    ),
    "letters:paper-file": _letter("proof"),
    "letters:paper": _letter(
        "paper", asks=("letters.dispatch",), because="who may handle this kind of document"
    ),
    "letters:paper-dates": _letter("paper", asks=("letters.dispatch",), because="a part of that page"),
    # letters: comparing senders is for intake
    "letters:same-sender": _letter(
        "received", asks=("letters.register",), because="comparing senders is for intake"
    ),
    "letters:link": _letter("linked", asks=("letters.register",), because="comparing senders is for intake"),
    # letters: working copies show no identity; whoever works on the case does not make them
    "letters:redaction": Subject(
        sample="covered", view=(SEALED,), asks=("denunciations.redact",), because="who may cover an identity"
    ),
    "letters:redaction-picture": Subject(
        sample="covered", view=(SEALED,), asks=("denunciations.redact",), because="who may cover an identity"
    ),
    "letters:working-copy": Subject(
        sample="covered",
        view=(SEALED,),
        post_asks=("denunciations.redact",),
        because="everybody who may know of the case reads a copy that was released",
    ),
    "letters:working-picture": Subject(sample="covered", view=(SEALED,)),
    # letters: conversing with the sender
    "letters:messages": _letter(any_of=CONVERSE, because="those who write to a sender"),
    "letters:messages-handled": _letter(any_of=CONVERSE, because="those who write to a sender"),
    "letters:message-page": _letter(
        "message", any_of=CONVERSE, empty=True, because="those who write to a sender"
    ),
    # denunciations: known to those who hold their own right alone
    "letters:denunciation-open": _letter("held", view=(SEALED,), step="open_denunciation"),
    "letters:denunciation": _denunciation(),
    "letters:denunciation-step": _denunciation(steps=True),
    "letters:denunciation-dates": _denunciation(steps=True),
    "letters:denunciation-protect": _denunciation(
        asks=("denunciations.process",), because="who writes it down"
    ),
    "letters:denunciation-docx": _denunciation("denunciation_paper"),
    "letters:denunciation-file": _denunciation("denunciation_proof"),
    "letters:denunciation-paper": _denunciation(
        "denunciation_paper", asks=("denunciations.dispatch",), because="who may handle this kind of document"
    ),
    "letters:denunciation-addressed": _denunciation(
        "denunciation_paper", asks=("denunciations.dispatch",), because="who sends it to the denouncer"
    ),
    "letters:addressed-file": _denunciation(
        "denunciation_addressed",
        asks=("denunciations.dispatch",),
        empty=True,
        because="who sends it to the denouncer",
    ),
    "letters:protection": Subject(sample="protection", kind="letters.protection"),
    "letters:protection-step": Subject(sample="protection", kind="letters.protection", steps=True),
    # who keeps identities
    "keepers:unit": _keeping(),
    "keepers:act": _keeping("keeping_act", asks=("custody.name",), because="the page of one step"),
    "keepers:share": _keeping(
        empty=True, because="a portion for a holder; without one there is nothing to do"
    ),
    "keepers:move": _keeping(),
    "keepers:open": Subject(
        sample="unit_above",
        excludes=False,
        named={"superior": "open"},
        because="a unit where one names custodians",
    ),
    "keepers:confirm": Subject(sample="proposal_of_custodian", view=("custody.view",), excludes=False),
    "keepers:carry-out": Subject(
        sample="proposal_of_key",
        excludes=False,
        named={"owner": "open"},
        because="whoever proposed it carries it out",
    ),
    "keepers:reviewed": Subject(sample="review", view=("custody.review",), excludes=False),
    "keepers:ask": _letter("covered", because="whoever sees the record may ask"),
    "keepers:read": _letter("covered", because="leads to asking, until somebody was granted to see it"),
    "keepers:views": _letter("covered", view=("custody.review",), because="who reviews readings"),
    "keepers:decide": Subject(
        sample="request",
        named={"owner": "open", "custodian": "open"},
        because="whoever asked, and whoever decides",
    ),
    "keepers:close-request": Subject(
        sample="request",
        named={"owner": "open", "custodian": "open"},
        because="whoever asked, and whoever decides",
    ),
    "keepers:provide": Subject(
        sample="request",
        named={"owner": "open", "custodian": "403"},
        because="only whoever asked hands a copy over",
    ),
    # correspondence
    "correspondence:incoming-entry": Subject(sample="incoming", kind="correspondence.incoming"),
    "correspondence:incoming-scan": Subject(sample="incoming", kind="correspondence.incoming"),
    "correspondence:incoming-step": Subject(sample="incoming", kind="correspondence.incoming", steps=True),
    "correspondence:outgoing-entry": Subject(sample="outgoing", kind="correspondence.outgoing"),
    "correspondence:outgoing-scan": Subject(sample="outgoing", kind="correspondence.outgoing"),
    "correspondence:outgoing-step": Subject(sample="outgoing", kind="correspondence.outgoing", steps=True),
    "correspondence:issued-void": _letter(
        "paper", asks=("letters.dispatch",), because="who may handle this kind of document"
    ),
    # archives
    "archives:minutes": Subject(sample="minutes", view=("archives.view",), excludes=False),
    "archives:proposal": Subject(sample="proposal", kind="archives.proposal", excludes=False),
    "archives:record": _archived(),
    "archives:move": _archived(),
    "archives:original-new": _archived(),
    "archives:slip": _archived(),
    "archives:original-back": _archived("original"),
    "archives:original-scan": _archived("original"),
    # the register of accounts
    "accounts:account": _account(),
    "accounts:act": _account(steps=True, not_here=NO_PAGE),
    "accounts:elevation-decide": Subject(sample="elevation", view=(MANAGE,), excludes=False),
    "accounts:elevation-end": Subject(
        sample="elevation",
        view=(MANAGE,),
        excludes=False,
        because="or whoever has it: they are not in the matrix",
    ),
    "accounts:own-relation-end": Subject(
        sample="relation",
        excludes=False,
        named={"owner": "open"},
        because="a relation that one declared oneself",
    ),
    "accounts:post-line": Subject(sample="post", view=(MANAGE,), excludes=False),
    "accounts:enter": Subject(sample="unentered", view=(MANAGE,), excludes=False),
    "accounts:post": Subject(sample="post_code", kind="accounts.post", excludes=False),
    "accounts:post-by-key": Subject(sample="post", view=(MANAGE,), excludes=False),
    "accounts:post-close": Subject(sample="post", view=(MANAGE,), excludes=False),
    # law and calendar are the same for everybody who is signed in
    "legislation:rule": Subject(sample="rule"),
    "legislation:change-value": Subject(sample="rule"),
    "legislation:year": Subject(sample="year"),
    "legislation:change-day": Subject(sample="year"),
    "legislation:confirm-year": Subject(sample="year"),
    "legislation:change": Subject(sample="change", kind="legislation.calendar_change", excludes=False),
}

#: a seeded record of each kind that has steps
KINDS = {
    LETTER: _letter(),
    "letters.opening": Subject(sample="batch", excludes=False),
    "letters.denunciation": _denunciation(),
    "letters.protection": Subject(sample="protection"),
    "keepers.unit": Subject(sample="keeping", excludes=False),
    "correspondence.incoming": Subject(sample="incoming"),
    "correspondence.outgoing": Subject(sample="outgoing"),
    "archives.proposal": Subject(sample="proposal", excludes=False),
    "accounts.account": _account(),
    "accounts.post": Subject(sample="post_code", excludes=False),
    "legislation.calendar_change": Subject(sample="change", excludes=False),
    "legislation.change": Subject(sample="value_change", excludes=False),
}
