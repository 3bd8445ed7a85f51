"""The keys of a letter: who can open what tells who wrote it, from its arrival to the decision what it is.

Until triage it is open to those who hold keys for intake and to those who keep identities. Once somebody decided that
it is no denunciation, the installation keeps the keys; a letter that is, or may be, one stays with those who keep
identities (docs/operations.md).
"""

from collections.abc import Collection
from functools import partial

from django.db import connection, transaction

from congtam.casework.letters.models import Letter, Scan, ScanPage
from congtam.casework.letters.readings import PAGE, PROPOSALS
from congtam.casework.letters.sender import seal_sender, sender_of
from congtam.foundation.custody import shares
from congtam.foundation.files import vault
from congtam.foundation.files.store import resealed
from congtam.foundation.sealing import seal_json, unseal_json
from congtam.foundation.sealing.models import DataKey
from congtam.mechanisms.lifecycle.models.exclusion import Exclusion

__all__ = ["is_open", "keep_with_custodians", "key_for_more", "keys_of", "open_to_all", "require_open"]


def keys_of(letter: Letter) -> list[DataKey]:
    """The keys of what tells who wrote that are not the record's own: the sender's and those of the scans."""
    found = {scan.file.data_key_id: scan.file.data_key for scan in _scans(letter)}
    if letter.identity_key is not None:
        found[letter.identity_key.pk] = letter.identity_key
    found.pop(letter.record.data_key_id, None)
    return [found[key] for key in sorted(found)]


def _scans(letter: Letter) -> list[Scan]:
    return list(letter.scans.select_related("file__data_key").order_by("position"))


def is_open(letter: Letter) -> bool:
    """Whether whoever is at work now can open who sent the letter; nothing is closed of one that triage opened."""
    return letter.opened_at is not None or shares.is_open(letter.seal_key)


def require_open(letter: Letter) -> None:
    """Raises SealLocked unless `is_open`."""
    if letter.opened_at is None:
        shares.open_or_refuse(letter.seal_key)


def kept_away(letter: Letter) -> list[int]:
    """The accounts that are kept away from the letter's record."""
    return list(
        Exclusion.objects.filter(record=letter.record, ended_at__isnull=True).values_list(
            "account_id", flat=True
        )
    )


def key_for_more(letter: Letter) -> DataKey:
    """The key for a further scan: the letter's own where it is open to whoever adds it; otherwise a fresh one, open to
    the same people, since adding a page must not ask for the right to read the others."""
    if shares.is_open(letter.seal_key):
        return letter.seal_key
    classified = letter.record.state == "held"
    return shares.new_identity_key(unit=letter.unit, without=kept_away(letter), classified=classified)


def open_to_all(letter: Letter) -> None:
    """No denunciation: the installation keeps the keys from now on. They must be open (SealLocked)."""
    for key in keys_of(letter):
        shares.to_the_installation(data_key=key)


def keep_with_custodians(letter: Letter, *, classified: bool = True) -> dict[str, str]:
    """Seal the letter to those who keep identities: keys of people lose the shares of intake, and what lies under a key
    of the installation is sealed again under a fresh one. Returns the names of files that were written anew, old → new,
    for the journal. Every piece is opened again with the new key and compared before the old one goes.

    Where nobody keeps identities of the unit nothing changes. The row of the letter is locked by the caller.
    """
    of_people = [key for key in keys_of(letter) if shares.sealed_to_people(key)]
    if classified and of_people:
        shares.keep_to_custodians(data_keys=[key.pk for key in of_people])
    fresh = _Fresh(letter, without=kept_away(letter), classified=classified)
    if not shares.sealed_to_people(letter.seal_key):
        fresh.sender()
    moved: dict[str, str] = {}
    for scan in _scans(letter):
        if not shares.sealed_to_people(scan.file.data_key):
            moved |= fresh.scan(scan)
    return moved


class _Fresh:
    """A key of people for what the installation could open until now; made when the first piece needs it."""

    def __init__(self, letter: Letter, *, without: Collection[int], classified: bool) -> None:
        self.letter, self.without, self.classified = letter, without, classified
        self._key: DataKey | None = None
        self._asked = False

    @property
    def key(self) -> DataKey | None:
        if not self._asked:
            self._asked = True
            self._key = shares.own_identity_key(
                unit=self.letter.unit, without=self.without, classified=self.classified
            )
        return self._key

    def sender(self) -> None:
        if self.key is None:
            return
        letter, before = self.letter, sender_of(self.letter)
        letter.identity_key = self.key
        if letter.sealed:
            letter.sealed = seal_sender(letter, before)
            _same(before, sender_of(letter))
        letter.save(update_fields=["identity_key", "sealed"])

    def scan(self, scan: Scan) -> dict[str, str]:
        """The file, the pages read and what was proposed, under the new key."""
        if self.key is None:
            return {}
        old, old_key = scan.file.store_name, scan.file.data_key
        for page in ScanPage.objects.filter(scan=scan):
            page.sealed = self._again(page.sealed, old_key, context=PAGE)
            page.save(update_fields=["sealed"])
        if scan.proposals:
            scan.proposals = self._again(scan.proposals, old_key, context=PROPOSALS)
            scan.save(update_fields=["proposals"])
        new = resealed(scan.file, data_key=self.key)
        with connection.cursor() as cursor:
            cursor.execute("SELECT letters_reseal(%s, %s, %s)", [scan.pk, self.key.pk, new])
        transaction.on_commit(partial(vault.path_of(old).unlink, missing_ok=True))
        scan.file.store_name, scan.file.data_key = new, self.key
        if scan.state in (Scan.State.QUEUED, Scan.State.READING):
            shares.let_the_reader_in(data_key=self.key)
        return {old: new}

    def _again(self, sealed: bytes | memoryview, old: DataKey, *, context: str) -> bytes:
        assert self.key
        plain = unseal_json(old, bytes(sealed), context=context)
        again = seal_json(self.key, plain, context=context)
        _same(plain, unseal_json(self.key, again, context=context))
        return again


class Lost(Exception):
    """What was sealed again does not read as before; nothing is changed."""


def _same(before: object, after: object) -> None:
    if before != after:
        raise Lost
