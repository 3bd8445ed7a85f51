"""Walls in the code: whose records are seen, held and moved."""

from tests.walls.mutations.mutation import Mutation

ACCESS: tuple[Mutation, ...] = (
    Mutation(
        name="need_to_know",
        promise="Who may not view a kind of record does not see it.",
        file="congtam/mechanisms/lifecycle/policies.py",
        wall="if units := [unit for unit in actor.unit_ids if actor.may(lifecycle.view, unit)]:",
        gap="if units := list(actor.unit_ids):",
        tests=("congtam/mechanisms/lifecycle/tests/test_policies.py",),
    ),
    Mutation(
        name="sealed_in_policies",
        promise="A sealed record is not known to whoever may not know of sealed ones.",
        file="congtam/mechanisms/lifecycle/policies.py",
        wall="        known = Q(unit_id__in=actor.sealed_unit_ids) | ~Q(level=Level.SEALED)\n",
        gap="        known = Q()\n",
        tests=("congtam/mechanisms/lifecycle/tests/test_policies.py",),
    ),
    Mutation(
        name="hidden_in_policies",
        promise="Whoever is kept away from a record does not see it, even where the database shows it.",
        file="congtam/mechanisms/lifecycle/policies.py",
        wall='return Record.objects.filter(condition, known, NotHidden(F("pk")))',
        gap="return Record.objects.filter(condition, known)",
        tests=("congtam/mechanisms/lifecycle/tests/test_policies.py",),
    ),
    Mutation(
        name="hidden_rows_in_policies",
        promise="Whoever is kept away from a record does not see it, even where the database shows it.",
        file="congtam/foundation/access/policies.py",
        wall="return found.filter(NotHidden(F(path))) if path else found",
        gap="return found",
        tests=("congtam/mechanisms/lifecycle/tests/test_policies.py",),
    ),
    Mutation(
        name="no_act_by_the_excluded",
        promise="Whoever is kept away from a record does nothing in it.",
        file="congtam/mechanisms/lifecycle/acts.py",
        wall="    _refuse_excluded(row, actor)\n    _refuse_repeated",
        gap="    _refuse_repeated",
        tests=(
            "congtam/mechanisms/lifecycle/tests/test_exclusions.py::test_an_excluded_actor_is_told_that_there_is_no_such_record",
        ),
    ),
    Mutation(
        name="not_held_by_the_excluded",
        promise="Whoever is kept away from a record is not given it.",
        file="congtam/mechanisms/lifecycle/acts.py",
        wall="    if holder is not None and row.pk in hidden_from(holder.pk):\n        raise Conflicted(holder)\n",
        gap="",
        tests=(
            "congtam/mechanisms/lifecycle/tests/test_exclusions.py::test_an_excluded_person_does_not_get_the_record_to_hold",
        ),
    ),
    Mutation(
        name="not_handed_to_the_excluded",
        promise="Whoever is kept away from a record is not given it.",
        file="congtam/mechanisms/lifecycle/work.py",
        wall="    if {record.pk for record in records} & hidden_from(to_account.pk):\n",
        gap="    if not records:\n",
        tests=(
            "congtam/mechanisms/lifecycle/tests/test_exclusions.py::test_work_is_not_handed_over_to_an_excluded_person",
        ),
    ),
    Mutation(
        name="not_offered_as_handler",
        promise="Whoever is kept away from a record is not given it.",
        file="congtam/casework/letters/forms/choosing.py",
        wall="        found = found.exclude(pk__in=excluded_accounts(record))\n",
        gap="        pass\n",
        tests=(
            "congtam/interface/web/tests/test_conflicts.py::test_who_is_kept_away_is_not_offered_as_handler",
        ),
    ),
    Mutation(
        name="the_line_below",
        promise="The line of whoever is named, their substitutes and their relatives are kept away too.",
        file="congtam/mechanisms/lifecycle/migrations/0006_exclusions.py",
        wall="        UNION SELECT filled.account_id, 'line', filled.named_id FROM filled\n",
        gap="",
        tests=(
            "congtam/mechanisms/lifecycle/tests/test_exclusions.py::test_the_named_and_everybody_below_at_any_depth_are_kept_away",
        ),
    ),
    Mutation(
        name="relatives",
        promise="The line of whoever is named, their substitutes and their relatives are kept away too.",
        file="congtam/mechanisms/lifecycle/migrations/0006_exclusions.py",
        wall="WHERE rel.relative_id = ANY (named)",
        gap="WHERE false AND rel.relative_id = ANY (named)",
        tests=(
            "congtam/mechanisms/lifecycle/tests/test_exclusions.py::test_a_declared_relative_is_kept_away_whoever_of_the_two_declared_it",
        ),
    ),
    Mutation(
        name="a_guard_of_a_page",
        promise="Every page, step and command answers each reader as docs/permissions.md says.",
        file="congtam/interface/web/quarantine/views.py",
        wall="@require_GET\n@needs(kept.PERMISSION)\ndef quarantine",
        gap='@require_GET\n@needs("letters.view")\ndef quarantine',
        tests=("tests/architecture/matrix/test_document.py",),
    ),
    Mutation(
        name="a_guard_of_a_page_by_requests",
        promise="Every page, step and command answers each reader as docs/permissions.md says.",
        file="congtam/interface/web/guards.py",
        wall="            if not request.actor.may(permission):\n                raise NotPermitted(permission)\n",
        gap="",
        tests=(
            "tests/architecture/matrix/test_pages.py",
            "-kquarantine",
        ),
    ),
    Mutation(
        name="suggestions_can_be_switched_off",
        promise="is gone everywhere with `CONGTAM_SUGGESTIONS=off`",
        file="congtam/casework/letters/views/reading.py",
        wall="    for scan in scans if settings.SUGGESTIONS else ():\n",
        gap="    for scan in scans:\n",
        tests=("congtam/casework/letters/tests/test_suggestions_off.py",),
    ),
    Mutation(
        name="outside_is_not_found",
        promise='Outside their scope they are told "not found".',
        file="congtam/casework/letters/views/finding.py",
        wall="        raise Http404\n    if kept_sealed",
        gap='        raise NotPermitted("letters.view")\n    if kept_sealed',
        tests=(
            "congtam/casework/letters/tests/test_intake_receipt.py::test_a_stranger_is_told_that_there_is_none",
        ),
    ),
    Mutation(
        name="held_letters_tell_no_subject",
        promise="Who may know of a held letter sees its number and day without its subject",
        file="congtam/casework/letters/views/finding.py",
        wall="        _leave_out(letter)\n",
        gap="        pass\n",
        tests=(
            "congtam/casework/letters/tests/test_holding.py::test_neither_list_nor_page_tells_its_sender_or_subject",
        ),
    ),
    Mutation(
        name="two_decide_what_is_erased",
        promise="Nobody destroys alone",
        file="congtam/casework/archives/actions/destroying.py",
        wall="    if proposal.drafted_by_id == actor.account_id:\n",
        gap="    if not proposal.drafted_by_id:\n",
        tests=(
            "congtam/casework/archives/tests/test_destroying.py::test_whoever_drafted_the_list_cannot_decide_it",
        ),
    ),
    Mutation(
        name="nothing_goes_without_a_certificate",
        promise="No role lets go of a note, a scan or a document of a record that has no certificate",
        file="congtam/casework/letters/migrations/0004_identity_key.py",
        wall="    PERFORM public.lifecycle_demand_erasure(wanted);\n",
        gap="",
        tests=(
            "congtam/casework/archives/tests/test_destroying.py::"
            "test_no_function_lets_anything_go_without_a_certificate",
        ),
    ),
)
