"""Walls between an account and whoever sits at its computer."""

from tests.walls.mutations.mutation import Mutation

SESSIONS: tuple[Mutation, ...] = (
    Mutation(
        name="second_step_is_demanded",
        promise="Whoever may open what is sealed shows a second step first.",
        file="congtam/interface/web/sessions/middleware.py",
        wall="        return _step_missing(request, name)\n",
        gap="        return None\n",
        tests=(
            "congtam/interface/web/sessions/tests/test_second_step.py::test_until_then_nothing_else_opens",
        ),
    ),
    Mutation(
        name="denunciations_demand_it",
        promise="Whoever may open what is sealed shows a second step first.",
        file="congtam/casework/letters/apps.py",
        wall='second_factor = ("letters.triage", "letters.export", "denunciations.*")',
        gap='second_factor = ("letters.triage", "letters.export")',
        tests=(
            "congtam/interface/web/sessions/tests/test_second_step.py::test_every_permission_about_denunciations_and_private_keys_demands_it",
        ),
    ),
    Mutation(
        name="nobody_adds_a_second_means",
        promise="Whoever knows a password alone adds no second step of their own.",
        file="congtam/interface/web/sessions/middleware.py",
        wall="    if name in (SHOW_STEP if second_step.has_one(actor.account) else SET_UP_STEP):\n",
        gap="    if name in SHOW_STEP | SET_UP_STEP:\n",
        tests=(
            "congtam/interface/web/sessions/tests/test_second_step.py::test_a_session_from_before_the_app_shows_it_once_and_sets_up_no_other",
        ),
    ),
    Mutation(
        name="the_last_means_stays",
        promise="Whoever knows a password alone adds no second step of their own.",
        file="congtam/interface/web/sessions/second_step.py",
        wall="    return others.exists() or not factors.demanding(actor_of(account, on=clock.today()))\n",
        gap="    return True\n",
        tests=(
            "congtam/interface/web/sessions/tests/test_second_step.py::test_the_last_means_is_not_taken_off_while_a_right_demands_it",
        ),
    ),
    Mutation(
        name="the_screen_locks",
        promise="A screen that nobody touches locks, and a locked one answers nothing.",
        file="congtam/interface/web/sessions/state.py",
        wall="    if settings.IDLE_MINUTES and _since",
        gap="    if not settings.IDLE_MINUTES and _since",
        tests=(
            "congtam/interface/web/sessions/tests/test_locking.py::test_after_a_quarter_of_an_hour_without_anything_the_next_page_is_the_one_that_unlocks",
        ),
    ),
    Mutation(
        name="a_locked_session_is_shut",
        promise="A screen that nobody touches locks, and a locked one answers nothing.",
        file="congtam/interface/web/sessions/middleware.py",
        wall="            return None if name in WHEN_LOCKED else _locked(request, view)\n",
        gap="            return None\n",
        tests=("congtam/interface/web/sessions/tests/test_locking.py",),
    ),
    Mutation(
        name="locking_closes_keys",
        promise="Locking the screen closes the key of identities.",
        file="congtam/interface/web/sessions/state.py",
        wall="        sessions.locking(request)\n",
        gap="",
        tests=(
            "congtam/interface/web/sessions/tests/test_locking.py",
            "congtam/registers/custody/tests/test_keys.py::test_a_locked_screen_closes_the_key",
        ),
    ),
    Mutation(
        name="the_guard_stands",
        promise="A screen that nobody touches locks, and a locked one answers nothing.",
        file="congtam/project/settings.py",
        wall='    "congtam.interface.web.sessions.middleware.SessionGuard",\n',
        gap="",
        tests=(
            "congtam/interface/web/sessions/tests/test_every_address.py::test_the_guard_stands_behind_whatever_finds_out_who_is_there",
        ),
    ),
    Mutation(
        name="guessing_is_slow",
        promise="Wrong passwords slow whoever types them, and nobody else.",
        file="congtam/interface/web/sessions/slowing.py",
        wall="            return max(0, round(until - monotonic()))\n",
        gap="            return 0\n",
        tests=(
            "congtam/interface/web/sessions/tests/test_slowing.py::test_after_several_wrong_passwords_the_caller_waits_even_with_the_right_one",
        ),
    ),
    Mutation(
        name="nobody_is_locked_out",
        promise="Wrong passwords slow whoever types them, and nobody else.",
        file="congtam/interface/web/sessions/slowing.py",
        wall="            (self._name(account, caller), OF_ACCOUNT_AND_CALLER),\n",
        gap='            (self._name(account, ""), OF_ACCOUNT_AND_CALLER),\n',
        tests=(
            "congtam/interface/web/sessions/tests/test_slowing.py::test_an_attacker_does_not_keep_the_officer_out_who_comes_from_another_place",
        ),
    ),
    Mutation(
        name="tokens_are_checked",
        promise="Somebody who signs in elsewhere enters with a token that the provider signed for us, once.",
        file="congtam/interface/web/oidc/protocol.py",
        wall='                options={"require": ["iss", "sub", "aud", "exp", "iat"]},\n',
        gap='                options={"verify_signature": False},\n',
        tests=(
            "congtam/interface/web/oidc/tests/test_attacks.py::test_a_token_that_was_changed_on_the_way_is_refused",
        ),
    ),
)
