"""Walls round a denouncer."""

from tests.walls.mutations.mutation import Mutation

DENUNCIATIONS: tuple[Mutation, ...] = (
    Mutation(
        name="no_trace_in_papers",
        promise="No paper to others bears a trace of the denouncer.",
        file="congtam/casework/letters/denunciation/traces.py",
        wall="    if found:\n        raise ValidationError(found)\n",
        gap="",
        tests=(
            "congtam/casework/letters/denunciation/tests/test_papers.py::test_a_public_text_with_a_trace_is_refused",
        ),
    ),
    Mutation(
        name="nothing_published_unchecked",
        promise="Nothing is made public that could not be searched for the denouncer.",
        file="congtam/casework/letters/denunciation/traces.py",
        wall="        if must:\n            raise\n",
        gap="",
        tests=(
            "congtam/casework/letters/denunciation/tests/test_sealed.py::test_while_nobody_opened_the_seal_what_is_made_public_is_refused",
        ),
    ),
    Mutation(
        name="denunciations_are_sealed",
        promise="A sealed record is not known to whoever may not know of sealed ones.",
        file="congtam/casework/letters/denunciation/actions/opening.py",
        wall='    record.level = Level.SEALED\n    record.save(update_fields=["level"])\n    content',
        gap="    content",
        tests=("congtam/casework/letters/denunciation/tests/test_opening.py",),
    ),
    Mutation(
        name="the_tracker_is_neutral",
        promise="A denouncer's page and receipt look like everybody else's.",
        file="congtam/interface/portal/story.py",
        wall="        why=_plain(row, label=PROMISED[step]),\n",
        gap="        why=_why(row),\n",
        tests=(
            "congtam/interface/portal/tests/test_track.py::test_before_acceptance_a_complaint_and_a_denunciation_show_the_same_dates",
            "congtam/casework/letters/denunciation/tests/test_tracking.py",
        ),
    ),
    Mutation(
        name="the_tracker_names_no_kind",
        promise="A denouncer's page and receipt look like everybody else's.",
        file="congtam/interface/portal/story.py",
        wall='TELLING = ("start", "fixed", "total", "allows")',
        gap='TELLING = ("nothing",)',
        tests=("congtam/casework/letters/denunciation/tests/test_tracking.py",),
    ),
    Mutation(
        name="no_marks_of_denunciations",
        promise="Nothing is compared of a letter that is, or may be, a denunciation.",
        file="congtam/casework/letters/comparing/marks.py",
        wall="{} if Kind.DENUNCIATION in kinds or until is None else",
        gap="{} if until is None else",
        tests=(
            "congtam/casework/letters/comparing/tests/test_marks.py::test_nothing_is_kept_of_a_letter_registered_with_a_denunciation_in_it",
        ),
    ),
    Mutation(
        name="marks_are_forgotten",
        promise="Nothing is compared of a letter that is, or may be, a denunciation.",
        file="congtam/casework/letters/migrations/0007_working_copies.py",
        wall="WHEN (NEW.level = 'sealed') EXECUTE",
        gap="WHEN (false) EXECUTE",
        tests=("congtam/casework/letters/comparing/tests/test_marks.py",),
    ),
    Mutation(
        name="protection_has_its_right",
        promise="Who needs protection is known to those who protect.",
        file="congtam/casework/letters/denunciation/policies.py",
        wall="    view_permission = PROTECT\n",
        gap="    view_permission = VIEW\n",
        tests=(
            "congtam/casework/letters/denunciation/tests/test_pages.py::test_protection_is_hidden_from_who_only_sees_denunciations",
        ),
    ),
)
