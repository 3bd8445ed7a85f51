"""Another key of the installation, whatever interrupts it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_unit
from congtam.foundation.sealing import SealBroken, keyfiles, rotation, seal, unseal
from congtam.foundation.sealing.models import DataKey, new_data_key

PLACE = "test"


class Sealed:
    """Three texts under three keys."""

    def __init__(self) -> None:
        unit = add_unit(code="van_phong_thu", name="Văn phòng (thử)")
        set_scope([unit.pk])
        self.keys = [new_data_key(unit=unit).pk for _each in range(3)]
        self.texts = [seal(self.key(pk), f"text {pk}".encode(), context=PLACE) for pk in self.keys]

    @staticmethod
    def key(pk: int) -> DataKey:
        return DataKey.objects.get(pk=pk)

    def whole(self) -> bool:
        return [
            unseal(self.key(pk), text, context=PLACE) for pk, text in zip(self.keys, self.texts, strict=True)
        ] == [f"text {pk}".encode() for pk in self.keys]


@pytest.fixture
def sealed(home: Path, db: None) -> Sealed:
    return Sealed()


def secrets(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "secrets").iterdir() if "sealing" in path.name}


def test_everything_opens_with_the_new_key(sealed: Sealed, home: Path) -> None:
    before = secrets(home)
    done = rotation.rotate()
    assert done.keys == 3
    assert done.before != done.after
    assert sealed.whole()
    assert secrets(home).keys() == {"sealing.key"}
    assert secrets(home) != before
    assert rotation.counts() == {done.after: 3}


def test_what_the_old_key_wrapped_opens_nothing_any_more(sealed: Sealed) -> None:
    old = sealed.key(sealed.keys[0])
    rotation.rotate()
    with pytest.raises(SealBroken):
        unseal(old, sealed.texts[0], context=PLACE)


def test_the_old_key_opens_nothing_that_was_wrapped_anew(sealed: Sealed, home: Path) -> None:
    old = secrets(home)["sealing.key"]
    rotation.rotate()
    (home / "secrets" / "sealing.key").write_bytes(old)
    with pytest.raises(SealBroken):
        sealed.whole()


def _killed_after_the_file(_fail: Callable[[], None]) -> None:
    rotation.write_next()


def _killed_amid_the_rows(fail: Callable[[], None]) -> None:
    rotation.write_next()
    fail()
    with pytest.raises(RuntimeError):
        rotation.rewrap()


def _killed_before_the_change_of_files(_fail: Callable[[], None]) -> None:
    rotation.write_next()
    rotation.rewrap()


@pytest.mark.parametrize(
    "killed", [_killed_after_the_file, _killed_amid_the_rows, _killed_before_the_change_of_files]
)
def test_a_kill_between_two_steps_loses_nothing_and_the_next_run_ends_it(
    sealed: Sealed, home: Path, monkeypatch: pytest.MonkeyPatch, killed: Callable[[Callable[[], None]], None]
) -> None:
    saved = DataKey.save

    def fail() -> None:
        count = iter(range(9))

        def save(self: DataKey, **more: object) -> None:
            if next(count) == 1:
                raise RuntimeError("killed")
            saved(self, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(DataKey, "save", save)

    killed(fail)
    monkeypatch.setattr(DataKey, "save", saved)
    assert sealed.whole()
    rotation.rotate()
    assert sealed.whole()
    assert secrets(home).keys() == {"sealing.key"}
    assert len(rotation.counts()) == 1


def test_a_key_that_neither_file_opens_stops_everything(sealed: Sealed, home: Path) -> None:
    before = secrets(home)["sealing.key"]
    DataKey.objects.filter(pk=sealed.keys[2]).update(key_id="file:00000000")
    with pytest.raises(SealBroken):
        rotation.rotate()
    assert secrets(home)["sealing.key"] == before
    assert len(rotation.counts()) == 2


def test_every_table_that_keeps_a_wrapped_key_is_wrapped_anew() -> None:
    names = {model._meta.label for model in rotation.wrapping_models()}
    assert names >= {"sealing.DataKey", "keepers.IdentityRequest"}


def test_a_next_key_that_is_there_is_kept(home: Path) -> None:
    rotation.write_next()
    first = keyfiles.read_key(keyfiles.NEXT)
    rotation.write_next()
    assert keyfiles.read_key(keyfiles.NEXT) == first
