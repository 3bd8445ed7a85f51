"""Whatever was done to the bytes: the file is taken, clean, or refused with words; nothing else comes out."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congtam.foundation.files import RefusedFile, inspect_upload
from congtam.foundation.files.cleaning import cleaned, traces
from congtam.foundation.files.tests import dirty


@cache
def sample(kind: str) -> bytes:
    return dirty.pdf() if kind == "pdf" else dirty.PICTURES[kind]()


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    kind=st.sampled_from([*dirty.PICTURES, "pdf"]),
    changes=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=6)), max_size=6
    ),
    cut=st.floats(0.2, 1),
)
def test_a_damaged_file_is_clean_or_refused(
    kind: str, changes: list[tuple[float, bytes]], cut: float
) -> None:
    content = bytearray(sample(kind))
    for where, what in changes:
        place = int(where * len(content))
        content[place : place + len(what)] = what
    damaged = bytes(content[: int(len(content) * cut)])
    try:
        stream, _found = cleaned(damaged, inspect_upload(damaged, name="x"))
    except RefusedFile:
        return
    with stream:
        assert traces(stream) == []
