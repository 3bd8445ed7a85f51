"""What goes on the papers of a denunciation: facts as text, in Vietnamese whatever language the officer reads in.

Nothing here knows who denounces: papers name a working code.
"""

from django.utils.translation import override

from congtam.casework.letters.denunciation.content import content_of, summary_of
from congtam.casework.letters.denunciation.documents import BASES
from congtam.casework.letters.denunciation.duties import SETTLE
from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.paper import SignedBy, basis, limit, short
from congtam.mechanisms.documents.kinds import Facts, Value
from congtam.mechanisms.lifecycle.models import RUNNING, Deadline
from congtam.registers.organisations.queries import letterhead as unit_on

FILE = "Lưu: VT, hồ sơ"


def denouncer(denunciation: Denunciation) -> str:
    """Who a paper to the denouncer is addressed to, as long as it lies here."""
    return f"Người tố cáo (mã {denunciation.code})"


def common(
    denunciation: Denunciation, signer: SignedBy, *, addressee: str, content: str = ""
) -> dict[str, Value]:
    """What every paper has."""
    return {
        "addressee": addressee,
        "addressee_address": "",
        "content": content or content_of(denunciation).subject,
        "signer_authority": signer.authority,
        "signer_title": signer.title,
        "signer_name": signer.name,
        "recipients": ["Như trên", FILE],
        "contact": unit_on(denunciation.unit, denunciation.received_on).phone,
    }


def to_denouncer(denunciation: Denunciation, signer: SignedBy) -> dict[str, Value]:
    """What every paper to the denouncer has."""
    return {
        **common(denunciation, signer, addressee=denouncer(denunciation)),
        "received_on": short(denunciation.received_on),
    }


def term(denunciation: Denunciation) -> dict[str, Value]:
    """The term of settlement, which must run already."""
    row = _settling(denunciation)
    return {
        "accepted_on": short(row.event_on), "settle_by": limit(row), "settle_basis": basis(row)
    }  # fmt: skip


def _settling(denunciation: Denunciation) -> Deadline:
    rows = denunciation.record.deadlines.filter(duty=SETTLE, state__in=RUNNING)
    return rows.order_by("-pk")[:1].get()


def accepted_denounced(denunciation: Denunciation, *, told: str, signer: SignedBy) -> Facts:
    """Facts of the notice to the denounced: ``told`` is the content as they are to learn it."""
    who = content_of(denunciation).denounced or "Người bị tố cáo"
    return {**common(denunciation, signer, addressee=who, content=told), **term(denunciation)}


def transfer(
    denunciation: Denunciation, *, body: str, what: str, explanation: str, signer: SignedBy
) -> Facts:
    """Facts of the slip with which something is passed on."""
    return {
        **common(denunciation, signer, addressee=body),
        "received_on": short(denunciation.received_on),
        "code": denunciation.code,
        "what": what,
        "denounced": content_of(denunciation).denounced,
        "explanation": explanation.strip(),
    }


def decree(denunciation: Denunciation, signer: SignedBy) -> dict[str, Value]:
    """What every decision has. It goes to both sides, so it names neither."""
    return {
        **common(denunciation, signer, addressee="Các bên có liên quan"),
        "bases": BASES, "decider": "", "recipients": ["Cơ quan, cá nhân có liên quan", FILE],
    }  # fmt: skip


def outcomes(denunciation: Denunciation) -> list[str]:
    """ "Nội dung 1: Tố cáo đúng." for each content that was settled."""
    rows = denunciation.matters.exclude(finding="").order_by("position")
    with override("vi"):
        return [
            f"Nội dung {row.position} ({summary_of(denunciation, row)}): {row.get_finding_display()}."
            for row in rows
        ]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
