"""Letters and denunciations in the register of custody: which keys hold who wrote; each view is journaled."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.models import Letter, Scan
from congtam.casework.letters.public.keys import keys_of_messages, records_of_messages
from congtam.casework.letters.sealing import keys_of, require_open
from congtam.casework.letters.sender import sender_of
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.custody.shares import SCHEME, sealed_to_people
from congtam.foundation.sealing.models import DataKey
from congtam.mechanisms.lifecycle.models import Record
from congtam.registers.custody import seams


def letter_keys(record: Record) -> list[DataKey]:
    """The keys of sender, scans and messages while the letter is sealed; none once it is decided to be no
    denunciation."""
    letter: Letter | None = getattr(record, "letter", None)  # no query on the letter's own page
    if letter is None or letter.opened_at is not None:
        return []
    return [*_keys(letter), *keys_of_messages(record.pk)]


def denunciation_keys(record: Record) -> list[DataKey]:
    """Those of the letter that the denunciation came in, and of what its sender wrote since."""
    found = Denunciation.objects.filter(record=record, letter__opened_at__isnull=True)
    row = found.select_related("letter__record__data_key", "letter__identity_key").first()
    return [*_keys(row.letter), *keys_of_messages(row.letter_id, record.pk)] if row else []


def _keys(letter: Letter) -> list[DataKey]:
    return keys_of(letter) or ([letter.seal_key] if letter.sealed else [])


def letters_of(keys: Sequence[int]) -> dict[int, int]:
    """The record of the letter by each of these keys (3 queries)."""
    sender = Letter.objects.filter(identity_key__in=keys).values_list("identity_key_id", "record_id")
    scans = Scan.objects.filter(file__data_key__in=keys).values_list("file__data_key_id", "letter_id")
    said = records_of_messages(keys, kind="letters.letter")
    return said | {int(key): record for key, record in (*scans, *sender) if key is not None}


def denunciations_of(keys: Sequence[int]) -> dict[int, int]:
    """The record of the denunciation by each of these keys (5 queries)."""
    letters = letters_of(keys)
    rows = Denunciation.objects.filter(letter__in=set(letters.values())).values_list("letter_id", "record_id")
    records = dict(rows)
    said = records_of_messages(keys, kind="letters.denunciation")
    return said | {key: records[letter] for key, letter in letters.items() if letter in records}


def left_to_machine(unit: Unit) -> int:
    """Sealed letters of the unit that hold a sender or a scan which the installation's key alone opens (one query)."""
    sealed = Letter.objects.filter(unit=unit, opened_at__isnull=True)
    kept = Q(sealed__isnull=False) | Q(scans__isnull=False)
    return sealed.filter(kept).exclude(identity_key__key_id=SCHEME).distinct().count()


def granted(letter: Letter, actor: Actor) -> bool:
    """Whether the actor was granted to see who wrote, by the letter or by the denunciation that it is (one query, two
    where the first gives none)."""
    if letter.opened_at is not None:
        return False
    if seams.live_grant(letter.record, actor) is not None:
        return True
    row = Denunciation.objects.filter(letter=letter).select_related("record").first()
    return row is not None and seams.live_grant(row.record, actor) is not None


def show_letter(record: Record) -> seams.Shown:
    """Name, address and phone, and the pages of the scans. Raises SealLocked."""
    letter = Letter.objects.select_related("record__data_key", "identity_key").get(record=record)
    return _shown(letter)


def show_denunciation(record: Record) -> seams.Shown:
    """As `show_letter`, of the letter that the denunciation came in."""
    row = Denunciation.objects.select_related("letter__record__data_key", "letter__identity_key").get(
        record=record
    )
    return _shown(row.letter)


def _shown(letter: Letter) -> seams.Shown:
    require_open(letter)
    sender = sender_of(letter)
    labels = {"name": _("Họ và tên"), "address": _("Địa chỉ"), "phone": _("Điện thoại")}
    links = [
        (
            _("Bản quét %(scan)s, trang %(page)s") % {"scan": scan.position, "page": page},
            reverse("letters:page", args=(letter.record.code, scan.position, page)),
        )
        for scan in letter.scans.select_related("file").order_by("position")
        for page in range(1, scan.file.pages + 1)
    ]
    return seams.Shown(facts=tuple((labels[name], sender[name]) for name in labels), links=tuple(links))


def note_view(letter: Letter, actor: Actor) -> None:
    """The page shows who wrote, or the scan: told in the journal where people keep it, or the letter is held back as a
    denunciation. (The first minute's view costs four queries more, further ones one.)"""
    if letter.opened_at is None and (letter.record.state == "held" or sealed_to_people(letter.seal_key)):
        seams.viewed(letter.record, actor=actor)


def register() -> None:
    """Called when the domain is loaded."""
    seams.register_identities("letters.letter", letter_keys, records_of=letters_of, show=show_letter)
    seams.register_identities(
        "letters.denunciation", denunciation_keys, records_of=denunciations_of, show=show_denunciation
    )
    seams.count_left(left_to_machine)
