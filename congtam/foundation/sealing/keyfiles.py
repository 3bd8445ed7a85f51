"""The key files of an installation. Free of models, so that the home can be prepared before Django."""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from congtam.foundation.sealing.errors import KeyMissing

KEY_BYTES = 32
SEALING = "sealing.key"
#: the key that is taking over from it, while it does (`rotation`)
NEXT = "sealing.key.next"
LOOKUP = "lookup.key"
#: what the keys of backups are made of; nothing in the home is sealed with it
BACKUP = "backup.key"


def write_missing(home: Path) -> tuple[Path, ...]:
    """Make the keys of `secrets/` (sealing, lookup, backup) where they are missing, readable by the owner only.

    A key that is there is never touched: without it everything sealed is lost.
    """
    folder = home / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return tuple(folder / name for name in (SEALING, LOOKUP, BACKUP) if write_once(folder / name))


def write_once(path: Path) -> bool:
    """A fresh key where there is none: True where it was made. The whole key appears at once or not at all, since a
    crash must not leave half a key that is then used."""
    if path.exists():
        return False
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(secrets.token_hex(KEY_BYTES) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(draft, path)  # fails where another process was faster; a rename would replace its key
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def read_key(name: str) -> bytes:
    """The 32 bytes of the key `name` of this home.

    Raises KeyMissing, saying which file is looked for and where it comes from.
    """
    path = Path(settings.CONGTAM_HOME) / "secrets" / name
    try:
        stamp = path.stat().st_mtime_ns
    except OSError as error:
        raise KeyMissing(
            _(
                "Không thấy khóa %(path)s. Hãy khôi phục tệp này từ bản sao lưu khóa: "
                "thiếu nó, dữ liệu đã niêm phong không đọc được."
            )
            % {"path": path}
        ) from error
    return _parsed(path, stamp)


def next_key() -> bytes | None:
    """The key that is taking over from the present one; None where none is."""
    path = Path(settings.CONGTAM_HOME) / "secrets" / NEXT
    return read_key(NEXT) if path.exists() else None


@lru_cache(maxsize=8)
def _parsed(path: Path, stamp: int) -> bytes:
    content = path.read_bytes()
    if len(content) == KEY_BYTES:
        return content
    try:
        key = bytes.fromhex(content.decode("ascii"))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyMissing(_("Tệp %(path)s không phải là khóa 32 byte.") % {"path": path})
    return key
