"""What was typed about a denunciation, sealed with its record's key; and the working code of who denounces."""

from dataclasses import asdict, dataclass
from secrets import choice

from congtam.casework.letters.denunciation.models import Denunciation, DenunciationMatter
from congtam.foundation.sealing import seal_json, unseal_json
from congtam.mechanisms.lifecycle.codes import ALPHABET
from congtam.mechanisms.lifecycle.models import Record

CONTEXT, MATTER = "letters.denunciation.content", "letters.denunciation.matter"
#: "người tố cáo": a word that every denouncer shares, and four letters drawn by lot
PREFIX, LENGTH = "NTC", 4


@dataclass(frozen=True, kw_only=True)
class Content:
    """``subject``: what it is about; ``denounced``: against whom; ``forwarder``: which body passed it on here;
    ``body``: which body is competent."""

    subject: str
    denounced: str = ""
    forwarder: str = ""
    body: str = ""


def sealed_content(record: Record, content: Content) -> bytes:
    return seal_json(record.data_key, asdict(content), context=CONTEXT)


def content_of(denunciation: Denunciation) -> Content:
    """What was typed about the denunciation. Raises KeyMissing, SealBroken."""
    return Content(**unseal_json(denunciation.record.data_key, bytes(denunciation.sealed), context=CONTEXT))


def sealed_matter(record: Record, summary: str) -> bytes:
    return seal_json(record.data_key, {"summary": summary.strip()}, context=MATTER)


def summary_of(denunciation: Denunciation, matter: DenunciationMatter) -> str:
    """What one content is about. Raises KeyMissing, SealBroken."""
    found = unseal_json(denunciation.record.data_key, bytes(matter.sealed), context=MATTER)
    return str(found["summary"])


def new_working_code() -> str:
    """ "NTC-7QXM": stands for the denouncer wherever a name would."""
    return f"{PREFIX}-{''.join(choice(ALPHABET) for _ in range(LENGTH))}"
