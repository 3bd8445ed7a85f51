"""One encrypted part of a backup: comes back whole, or not at all."""

import io
from pathlib import Path

import pytest

from congtam.foundation.commands import CommandError
from congtam.foundation.sealing.chunks import CHUNK
from congtam.project.backups.stream import BackupKey, Part, key_id_of, opened, sealed

MASTER = b"ab" * 32
KEY = BackupKey.new(MASTER)
HEAD = 3 + 1 + 16 + 1 + 24  # product, version, key, part, header of the secretstream
STEP = CHUNK + 17


def written(folder: Path, plain: bytes, *, key: BackupKey = KEY) -> Path:
    path = folder / "part"
    path.write_bytes(b"".join(sealed(io.BytesIO(plain), key=key, part=Part.DATABASE)))
    return path


def read(path: Path, *, key: BackupKey = KEY, part: Part = Part.DATABASE) -> bytes:
    return b"".join(opened(path, key=key, part=part))


def refused(path: Path, **how: object) -> str:
    with pytest.raises(CommandError) as error:
        read(path, **how)  # type: ignore[arg-type]
    assert error.value.exit_code == 2
    assert str(path) in error.value.message
    return error.value.code


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1])
def test_every_length_comes_back(tmp_path: Path, size: int) -> None:
    plain = bytes(i % 251 for i in range(size))
    assert read(written(tmp_path, plain)) == plain


def test_an_empty_part_is_not_an_empty_file(tmp_path: Path) -> None:
    path = written(tmp_path, b"")
    assert path.stat().st_size == HEAD + 17
    path.write_bytes(b"")
    assert refused(path) == "backup_damaged"


@pytest.mark.parametrize(
    "cut", [1, 5, HEAD - 1, HEAD, HEAD + 9, HEAD + STEP, HEAD + 2 * STEP, HEAD + 3 * STEP - 1]
)
def test_a_part_that_was_cut_does_not_open(tmp_path: Path, cut: int) -> None:
    path = written(tmp_path, bytes(3 * CHUNK))
    path.write_bytes(path.read_bytes()[:cut])
    assert refused(path) == "backup_damaged"


def test_a_part_of_exactly_one_chunk_that_lost_it_does_not_open(tmp_path: Path) -> None:
    path = written(tmp_path, bytes(CHUNK))
    path.write_bytes(path.read_bytes()[:HEAD])
    assert refused(path) == "backup_damaged"


def test_chunks_in_another_order_do_not_open(tmp_path: Path) -> None:
    path = written(tmp_path, b"a" * CHUNK + b"b" * CHUNK + b"c" * CHUNK)
    whole = path.read_bytes()
    first, second = whole[HEAD : HEAD + STEP], whole[HEAD + STEP : HEAD + 2 * STEP]
    path.write_bytes(whole[:HEAD] + second + first + whole[HEAD + 2 * STEP :])
    assert refused(path) == "backup_damaged"


def test_a_chunk_of_another_backup_of_the_same_key_does_not_fit(tmp_path: Path) -> None:
    other = written(tmp_path, b"x" * 3 * CHUNK).read_bytes()
    path = written(tmp_path, b"a" * 3 * CHUNK)
    whole = path.read_bytes()
    path.write_bytes(whole[: HEAD + STEP] + other[HEAD + STEP : HEAD + 2 * STEP] + whole[HEAD + 2 * STEP :])
    assert refused(path) == "backup_damaged"


@pytest.mark.parametrize("place", [0, 3, 4, 11, 12, 20, HEAD + 5, HEAD + STEP + 100])
def test_an_altered_byte_is_noticed_wherever_it_stands(tmp_path: Path, place: int) -> None:
    path = written(tmp_path, b"a" * 2 * CHUNK)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    assert refused(path) == "backup_damaged"


def test_anything_added_at_the_end_is_noticed(tmp_path: Path) -> None:
    path = written(tmp_path, b"a" * CHUNK)
    path.write_bytes(path.read_bytes() + b"y" * 40)
    assert refused(path) == "backup_damaged"


def test_another_key_does_not_open(tmp_path: Path) -> None:
    assert refused(written(tmp_path, b"x"), key=BackupKey(KEY.id, bytes(32))) == "backup_damaged"


def test_the_database_does_not_pass_for_the_manifest(tmp_path: Path) -> None:
    assert refused(written(tmp_path, b"x"), part=Part.MANIFEST) == "backup_damaged"


def test_a_part_names_its_key_and_nothing_of_it(tmp_path: Path) -> None:
    path = written(tmp_path, b"x")
    assert BackupKey.of(MASTER, key_id_of(path)) == KEY
    assert KEY.key[:8] not in path.read_bytes()


def test_the_key_of_a_backup_is_not_made_of_another_installations() -> None:
    assert BackupKey.of(b"cd" * 32, KEY.id) is None


def test_a_part_of_a_later_version_is_said_to_be_one(tmp_path: Path) -> None:
    path = written(tmp_path, b"x")
    path.write_bytes(b"CTB\x09" + path.read_bytes()[4:])
    with pytest.raises(CommandError) as error:
        key_id_of(path)
    assert error.value.code == "other_format"


def test_memory_stays_flat() -> None:
    class Endless(io.RawIOBase):
        """Far more than anybody would keep: only the first pieces are asked for."""

        def read(self, size: int = -1) -> bytes:
            assert 0 <= size <= CHUNK
            return bytes(size)

    pieces = sealed(Endless(), key=KEY, part=Part.DATABASE)  # type: ignore[arg-type]
    assert all(len(next(pieces)) <= CHUNK + 17 for _ in range(10))
