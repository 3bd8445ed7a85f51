"""Walls on the citizens' side: nothing is kept of who writes."""

from tests.walls.mutations.mutation import Mutation

CITIZENS: tuple[Mutation, ...] = (
    Mutation(
        name="other_sites_send_nothing",
        promise="Another site makes nobody's browser write here.",
        file="congtam/interface/portal/guards.py",
        wall='        return site != "same-origin"\n',
        gap="        return False\n",
        tests=(
            "congtam/interface/portal/tests/test_nothing_is_kept.py::test_who_may_send_a_form_that_is_kept",
            "congtam/interface/portal/tests/test_track.py::test_another_site_cannot_ask",
        ),
    ),
    Mutation(
        name="old_browsers_name_an_origin",
        promise="Another site makes nobody's browser write here.",
        file="congtam/interface/portal/guards.py",
        wall='    return origin not in (None, "null") and',
        gap="    return False and",
        tests=(
            "congtam/interface/portal/tests/test_nothing_is_kept.py::test_who_may_send_a_form_that_is_kept",
            "congtam/interface/portal/tests/test_track.py::test_another_site_cannot_ask",
        ),
    ),
    Mutation(
        name="no_browser_no_letter",
        promise="Another site makes nobody's browser write here.",
        file="congtam/interface/portal/guards.py",
        wall='    return "Sec-Fetch-Site" not in request.headers and "Origin" not in request.headers\n',
        gap="    return False\n",
        tests=(
            "congtam/interface/portal/tests/test_nothing_is_kept.py::test_who_may_send_a_form_that_is_kept",
        ),
    ),
    Mutation(
        name="no_cookie",
        promise="The citizens' pages set no cookie.",
        file="congtam/interface/portal/middleware.py",
        wall="        response.cookies.clear()\n",
        gap="",
        tests=(
            "congtam/interface/portal/tests/test_nothing_is_kept.py::test_a_cookie_that_something_sets_does_not_leave",
        ),
    ),
    Mutation(
        name="addresses_are_forgotten",
        promise="No page and no log learns the address or the browser of a citizen.",
        file="congtam/interface/portal/middleware.py",
        wall="        forget_caller(request)\n",
        gap="",
        tests=(
            "congtam/interface/portal/tests/test_nothing_is_kept.py::test_no_page_learns_an_address_or_a_browser",
        ),
    ),
    Mutation(
        name="browsers_are_forgotten",
        promise="No page and no log learns the address or the browser of a citizen.",
        file="congtam/interface/portal/middleware.py",
        wall="        forget_browser(request)\n",
        gap="",
        tests=(
            "congtam/interface/portal/tests/test_nothing_is_kept.py::test_no_page_learns_an_address_or_a_browser",
        ),
    ),
    Mutation(
        name="callers_are_names_of_an_hour",
        promise="Callers are counted by a name that is forgotten within the hour.",
        file="congtam/interface/portal/callers.py",
        wall="            if (now := monotonic()) >= self._ends:\n",
        gap="            if (now := monotonic()) < 0:\n",
        tests=(
            "congtam/interface/portal/tests/test_nothing_is_kept.py::test_a_caller_has_one_name_for_an_hour_and_then_another",
        ),
    ),
    Mutation(
        name="callers_are_keyed",
        promise="Callers are counted by a name that is forgotten within the hour.",
        file="congtam/interface/portal/callers.py",
        wall="            return hmac.digest(self._key, network_of(address).encode(), sha256).hex()\n",
        gap='            return hmac.digest(b"", network_of(address).encode(), sha256).hex()\n',
        tests=("congtam/interface/portal/tests/test_nothing_is_kept.py",),
    ),
    Mutation(
        name="the_limiter_is_keyed",
        promise="Callers are counted by a name that is forgotten within the hour.",
        file="congtam/interface/portal/limiter.py",
        wall="        return hmac.digest(self._key, address.encode(), sha256)\n",
        gap="        return address.encode()\n",
        tests=("congtam/interface/portal/tests/test_track.py::test_the_limiter_keeps_no_address",),
    ),
    Mutation(
        name="codes_are_not_guessed",
        promise="Whoever tries wrong tracking codes is slowed.",
        file="congtam/interface/portal/limiter.py",
        wall="            if caller.wrong > FREE:\n",
        gap="            if caller.wrong < 0:\n",
        tests=("congtam/interface/portal/tests/test_track.py::test_wrong_codes_are_slowed_after_five",),
    ),
    Mutation(
        name="no_access_log",
        promise="No page and no log learns the address or the browser of a citizen.",
        file="congtam/project/supervisor.py",
        wall='            "--no-access-log",\n',
        gap="",
        tests=(
            "congtam/interface/portal/tests/test_nothing_is_kept.py::test_the_web_server_writes_no_access_log",
        ),
    ),
    Mutation(
        name="a_flood_is_bounded",
        promise="Whoever sends very much is told to wait.",
        file="congtam/interface/portal/guards.py",
        wall='            if size > bound("REQUEST_BYTES"):\n                return too_large(request)\n',
        gap="",
        tests=(
            "congtam/casework/letters/public/tests/test_writing.py::test_a_body_that_is_too_large_is_not_read",
        ),
    ),
)
