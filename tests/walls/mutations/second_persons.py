"""Walls between one person and two."""

from tests.walls.mutations.mutation import Mutation

SECOND_PERSONS: tuple[Mutation, ...] = (
    Mutation(
        name="nobody_grants_themselves",
        promise="Nobody grants an identity to themselves.",
        file="congtam/registers/custody/actions/deciding.py",
        wall="    if account.pk == request.asked_by_id:\n",
        gap="    if not account.pk:\n",
        tests=(
            "congtam/registers/custody/tests/test_requests.py::test_a_custodian_asks_another_and_never_grants_themselves",
        ),
    ),
    Mutation(
        name="the_database_knows_of_two_people",
        promise="Nobody grants an identity to themselves.",
        file="congtam/registers/custody/migrations/0001_initial.py",
        wall="('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='nobody_grants_themselves'",
        gap="('pk__isnull', False)), _connector='OR'), name='nobody_grants_themselves'",
        tests=(
            "congtam/registers/custody/tests/test_requests.py::test_the_database_refuses_a_grant_by_the_asker",
        ),
    ),
    Mutation(
        name="keepers_are_named_by_two",
        promise="One person alone names nobody who keeps identities.",
        file="congtam/registers/custody/actions/keeping.py",
        wall="    if actor.account_id == proposal.proposed_by_id:\n",
        gap="    if not proposal.proposed_by_id:\n",
        tests=("congtam/registers/custody/tests/test_keeping.py::test_whoever_proposed_does_not_confirm",),
    ),
    Mutation(
        name="nobody_elevates_themselves",
        promise="Nobody gives themselves a permission for an hour, and none lasts longer.",
        file="congtam/registers/accounts/actions/elevating.py",
        wall="if actor.account_id is None or actor.account_id == elevation.account_id:\n        return _(",
        gap="if actor.account_id is None:\n        return _(",
        tests=("congtam/registers/accounts/tests/test_elevation.py::test_nobody_grants_their_own",),
    ),
    Mutation(
        name="an_hour_at_most",
        promise="Nobody gives themselves a permission for an hour, and none lasts longer.",
        file="congtam/foundation/access/elevation.py",
        wall="ended_at__isnull=True, granted_at__lte=at, until__gt=at",
        gap="ended_at__isnull=True, granted_at__lte=at",
        tests=("congtam/registers/accounts/tests/test_elevation.py::test_it_ends_by_itself",),
    ),
    Mutation(
        name="letters_are_not_opened_by_the_hour",
        promise="Nothing that opens letters is given for an hour.",
        file="congtam/foundation/access/elevation.py",
        wall="if not names or set(names) - set(elevatable()) or minutes not in CHOICES:",
        gap="if not names or minutes not in CHOICES:",
        tests=(
            "congtam/registers/accounts/tests/test_elevation.py::test_what_opens_letters_or_gives_rights_is_never_had_for_a_short_time",
        ),
    ),
    Mutation(
        name="copies_are_checked_by_another",
        promise="A working copy is checked by a second person before anybody works with it.",
        file="congtam/casework/letters/redaction/rights.py",
        wall="    if copy.made_by_id in actor.holders and others(copy.letter, author=copy.made_by_id):\n",
        gap="    if not copy.made_by_id:\n",
        tests=("congtam/casework/letters/redaction/tests/test_copies.py::test_a_second_person_releases",),
    ),
    Mutation(
        name="handlers_cover_nothing",
        promise="Whoever works on a denunciation neither makes its copy nor puts the name on a paper.",
        file="congtam/casework/letters/redaction/rights.py",
        wall=" and not is_handler(letter, actor)\n",
        gap="\n",
        tests=(
            "congtam/casework/letters/redaction/tests/test_copies.py::test_whoever_works_on_the_case_covers_and_releases_nothing",
        ),
    ),
    Mutation(
        name="handlers_address_nothing",
        promise="Whoever works on a denunciation neither makes its copy nor puts the name on a paper.",
        file="congtam/casework/letters/dispatching/rights.py",
        wall="    if is_handler(denunciation.letter, actor) or _drafted(paper) in actor.holders:\n",
        gap="    if not denunciation.pk:\n",
        tests=(
            "congtam/casework/letters/dispatching/tests/test_opening.py::test_whoever_works_on_the_case_never_opens_it_even_with_a_key",
        ),
    ),
    Mutation(
        name="shown_again_by_another",
        promise="Only a second person shows a record again to whoever was kept away.",
        file="congtam/mechanisms/lifecycle/exclusions.py",
        wall="    if account.pk == actor.account_id or rows.filter(entry__actor=actor.account_id).exists():\n",
        gap="    if not case:\n",
        tests=(
            "congtam/mechanisms/lifecycle/tests/test_exclusions.py::test_only_a_second_person_shows_the_record_again",
        ),
    ),
    Mutation(
        name="rights_are_given_by_another",
        promise="Nobody gives themselves a post that opens letters.",
        file="congtam/registers/accounts/actions/own_gain.py",
        wall="    if account is None or account.pk != actor.account_id:\n        return\n",
        gap="    if account is not None:\n        return\n",
        tests=(
            "congtam/registers/accounts/tests/test_posts.py::test_nobody_gives_themselves_a_post_that_opens_letters",
        ),
    ),
)
