"""Walls of what opens to people alone."""

from tests.walls.mutations.mutation import Mutation

KEYS: tuple[Mutation, ...] = (
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
    Mutation(
        name="an_idle_key_closes",
        promise="An unlocked key is forgotten when it is not used.",
        file="congtam/foundation/custody/unlocking.py",
        wall="    if visit is None or half is None or _over(visit):\n",
        gap="    if visit is None or half is None:\n",
        tests=("congtam/foundation/custody/tests/test_unlocking.py",),
    ),
    Mutation(
        name="views_are_journaled",
        promise="Every view of an identity stands in the journal.",
        file="congtam/casework/letters/custody_link.py",
        wall="        seams.viewed(letter.record, actor=actor)\n",
        gap="        pass\n",
        tests=(
            "congtam/casework/letters/tests/test_custody_link.py::test_whoever_looks_at_a_sealed_sender_stands_in_the_journal",
        ),
    ),
    Mutation(
        name="granted_views_are_journaled",
        promise="Every view of an identity stands in the journal.",
        file="congtam/registers/custody/views/asking.py",
        wall="    viewing.viewed(record, actor=request.actor)\n",
        gap="",
        tests=(
            "congtam/registers/custody/tests/test_viewing.py::test_the_page_of_a_granted_identity_tells_the_view",
        ),
    ),
    Mutation(
        name="messages_are_sealed",
        promise="What a sender writes by code is sealed as the letter is.",
        file="congtam/casework/letters/public/keys.py",
        wall="    if is_open(record):\n        return new_data_key",
        gap="    if True:\n        return new_data_key",
        tests=(
            "congtam/casework/letters/public/tests/test_sealed.py::test_the_machine_alone_opens_neither_letter_nor_sender_nor_message",
        ),
    ),
    Mutation(
        name="named_lose_their_shares",
        promise="Whoever turns out to be named loses shares, requests and grants.",
        file="congtam/registers/custody/actions/sweeping.py",
        wall="        gone = shares.shut_out(data_keys=keys, accounts=accounts)\n",
        gap="        gone = 0\n",
        tests=(
            "congtam/registers/custody/tests/test_requests.py::test_whoever_turns_out_to_be_named_loses_shares_requests_and_grants",
        ),
    ),
    Mutation(
        name="named_get_no_share",
        promise="Whoever is named in a matter gets no share of its key.",
        file="congtam/foundation/custody/holders.py",
        wall="found.exclude(account_id__in=list(without)).values_list",
        gap="found.values_list",
        tests=("congtam/foundation/custody/tests/test_shares.py::test_a_named_person_gets_no_share",),
    ),
    Mutation(
        name="leavers_lose_their_shares",
        promise="A custodian who leaves opens nothing more.",
        file="congtam/foundation/custody/holders.py",
        wall="return Share.objects.filter(unit=unit, pair__account=account, why=duty).delete()[0]",
        gap="return 0",
        tests=(
            "congtam/foundation/custody/tests/test_shares.py::test_a_custodian_who_leaves_opens_nothing_more",
        ),
    ),
)
