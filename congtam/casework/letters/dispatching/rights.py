"""Who may put the denouncer's name on a paper: somebody who keeps identities, or was granted to contact them.

Whoever works on the case, and whoever drafted the paper, never does.
"""

from django.utils.translation import gettext as _

from congtam.casework.letters.denunciation.documents import TO_DENOUNCER
from congtam.casework.letters.denunciation.lifecycle import SEND
from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.redaction.rights import is_handler
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.custody import holders, shares
from congtam.foundation.custody.models import Custodian
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle.models import JournalEntry, Record
from congtam.registers.custody.models import Purpose
from congtam.registers.custody.seams import live_grant

#: the papers that leave for the denouncer, and for nobody else
KINDS = frozenset(kind.name for kind in TO_DENOUNCER)


def may_know(denunciation: Denunciation, actor: Actor) -> bool:
    """Whether the actor sends papers of the denunciation at all."""
    return policy_for(Record).may(actor, SEND, denunciation.record)


def why_not(denunciation: Denunciation, paper: IssuedDocument, actor: Actor) -> str:
    """Why the actor may not open the paper for sending; empty where they may, once their key is open."""
    if is_handler(denunciation.letter, actor) or _drafted(paper) in actor.holders:
        return _(
            "Người xử lý hồ sơ, người soạn văn bản không mở tên người nhận: hãy nhờ người giữ danh tính."
        )
    if not _entitled(denunciation, actor):
        return _("Cần là người giữ danh tính, hoặc được đồng ý cho xem với mục đích liên hệ người gửi đơn.")
    return ""


def _drafted(paper: IssuedDocument) -> int | None:
    """The account that issued the paper."""
    issued = JournalEntry.objects.filter(
        record=paper.record_id, event__endswith=":document_issued", payload__document=str(paper.uid)
    )
    return issued.values_list("actor_id", flat=True).first()


def _entitled(denunciation: Denunciation, actor: Actor) -> bool:
    """Where nobody keeps identities of the unit, the right to send is all there is."""
    if not shares.sealed_to_people(denunciation.letter.seal_key):
        return True
    for unit in {denunciation.unit_id, holders.decided_by(denunciation.unit).pk}:
        if actor.account_id and holders.keeps(actor.account_id, unit, duty=Custodian.Duty.IDENTITY):
            return True
    grants = [live_grant(record, actor) for record in (denunciation.record, denunciation.letter.record)]
    return any(grant is not None and grant.purpose == Purpose.CONTACT for grant in grants)
