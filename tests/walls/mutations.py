"""The walls, one by one: where each stands, and which tests miss it when it is gone.

``promise`` is the line of docs/security.md or the rule of docs/purpose.md that the wall keeps.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """``wall``: text that stands once in ``file``; ``gap``: what stands there without the wall; ``tests``: arguments of
    pytest, of which at least one test must fail then."""

    name: str
    promise: str
    file: str
    wall: str
    gap: str
    tests: tuple[str, ...]


MUTATIONS: tuple[Mutation, ...] = (
    Mutation(
        name="unit_scope",
        promise="The database shows a reader only the rows of their own units.",
        file="congtam/foundation/access/rls.py",
        wall='f"CREATE POLICY unit_scope ON {table} USING ({condition}) WITH CHECK ({condition});"',
        gap='f"CREATE POLICY unit_scope ON {table} USING (true) WITH CHECK (true);"',
        tests=("congtam/foundation/access/tests/test_row_level_security.py",),
    ),
    Mutation(
        name="append_only",
        promise="Nobody changes, deletes or empties the journal.",
        file="congtam/foundation/access/rls.py",
        wall='f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table}"',
        gap='f"CREATE TRIGGER {table}_rows BEFORE TRUNCATE ON {table}"',
        tests=(
            "congtam/mechanisms/lifecycle/tests/test_journal.py",
            "tests/architecture/test_database_rights.py",
        ),
    ),
    Mutation(
        name="hidden_records",
        promise="Whoever is kept away from a record does not see it in the database.",
        file="congtam/mechanisms/lifecycle/migrations/0006_exclusions.py",
        wall='        hide_excluded("lifecycle_record", column="id"),\n',
        gap="",
        tests=("tests/architecture/test_hidden_records.py", "congtam/mechanisms/lifecycle/tests"),
    ),
    Mutation(
        name="hidden_journal",
        promise="Whoever is kept away from a record does not see its journal.",
        file="congtam/mechanisms/lifecycle/migrations/0006_exclusions.py",
        wall='        hide_excluded("lifecycle_journalentry"),\n',
        gap="",
        tests=("tests/architecture/test_database_rights.py", "tests/architecture/test_hidden_records.py"),
    ),
    Mutation(
        name="hidden_keys",
        promise="Whoever is kept away from a record does not even see its keys.",
        file="congtam/casework/letters/apps.py",
        wall='        hidden_by("letters_hidden_keys", setting=HIDDEN_KEYS)\n',
        gap="        pass\n",
        tests=("congtam/casework/letters/tests/test_identity_keys.py",),
    ),
    Mutation(
        name="sealed_records",
        promise="A sealed record is not known to whoever may not know of sealed ones.",
        file="congtam/mechanisms/lifecycle/migrations/0006_exclusions.py",
        wall='        hide_sealed("lifecycle_record"),\n',
        gap="",
        tests=("congtam/mechanisms/lifecycle/tests", "tests/architecture/test_hidden_records.py"),
    ),
    Mutation(
        name="sealing_of_the_sender",
        promise="The sender is encrypted until somebody decided that the letter is no denunciation.",
        file="congtam/casework/letters/sender.py",
        wall="return seal_json(letter.seal_key, dict(identifying), context=CONTEXT)",
        gap="import json; return json.dumps(dict(identifying)).encode()",
        tests=("congtam/casework/letters/tests/test_acts.py",),
    ),
    Mutation(
        name="key_of_people",
        promise="What tells who wrote opens to named people, not to the machine.",
        file="congtam/casework/letters/actions/intake.py",
        wall="identity_key=own_identity_key(unit=unit)",
        gap="identity_key=None",
        tests=("congtam/casework/letters/tests/test_identity_keys.py",),
    ),
    Mutation(
        name="intake_shut_out",
        promise="A denunciation is open to those who keep identities alone.",
        file="congtam/foundation/custody/shares.py",
        wall="Share.objects.filter(data_key_id__in=data_keys, why__in=(Share.Why.INTAKE, Share.Why.READING)).delete()",
        gap="pass",
        tests=("congtam/foundation/custody/tests/test_shares.py",),
    ),
    Mutation(
        name="reader_shut_out",
        promise="The reader of scans is shut out with the last page.",
        file="congtam/casework/letters/actions/reading.py",
        wall="        the_reader_is_done(data_key=scan.file.data_key)\n",
        gap="        pass\n",
        tests=("congtam/casework/letters/tests/test_identity_keys.py",),
    ),
    Mutation(
        name="grant_ends",
        promise="A grant opens until its time is over.",
        file="congtam/foundation/custody/shares.py",
        wall="live.filter(Q(until__isnull=True) | Q(until__gt=now))",
        gap="live",
        tests=("congtam/foundation/custody/tests/test_shares.py",),
    ),
    Mutation(
        name="own_secret_only",
        promise="A private key, even sealed, is shown by the database to its owner only.",
        file="congtam/foundation/custody/migrations/0001_initial.py",
        wall='        own_rows("custody_keysecret", app="select, insert, update, delete"),',
        gap='        open_table("custody_keysecret", app="select, insert, update, delete"),',
        tests=("congtam/foundation/custody/tests", "tests/architecture/test_database_rights.py"),
    ),
    Mutation(
        name="proof_of_a_share",
        promise="A share that was exchanged is noticed.",
        file="congtam/foundation/custody/shares.py",
        wall="    if proof_of(key) != proof:\n",
        gap="    if not key:\n",
        tests=("congtam/foundation/custody/tests/test_shares.py",),
    ),
    Mutation(
        name="split_visit",
        promise="The row of a visit holds no key that opens alone.",
        file="congtam/foundation/custody/unlocking.py",
        wall="sealed=aead.encrypt(half, pair.pk.to_bytes(8) + bytes(private), context=_context(account.pk)),",
        gap="sealed=pair.pk.to_bytes(8) + bytes(private) + half,",
        tests=("congtam/foundation/custody/tests/test_unlocking.py",),
    ),
)
