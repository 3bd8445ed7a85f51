"""Looking for a secret as somebody would who has the disk: as it was typed, without its accents, in other encodings,
inside archives and compressed streams, in live rows, in dead ones and in the log of the database."""

import base64
import html
import io
import json
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from congtam.foundation.text import fold

_CHUNK = 8 << 20


def forms_of(secret: str) -> set[bytes]:
    """The secret as bytes, in every dress in which it could lie about."""
    texts = {secret, unicodedata.normalize("NFD", secret), fold(secret), secret.upper(), secret.lower()}
    found = {text.encode() for text in texts} | {text.encode("utf-16-le") for text in texts}
    found |= {quote(secret).encode(), json.dumps(secret)[1:-1].encode(), html.escape(secret).encode()}
    found |= {secret.encode().hex().encode(), secret.encode("utf-16-be")}
    return found | {part for text in texts for part in _in_base64(text.encode())}


def _in_base64(content: bytes) -> Iterator[bytes]:
    """What stays the same of it wherever in a longer text it begins."""
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + content)
        yield coded[4 if shift else 0 : -4]


class Finder:
    """``secrets``: what is looked for, by the name of the channel through which it came in."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        self.forms = {channel: forms_of(secret) for channel, secret in secrets.items()}
        self._longest = max(len(form) for forms in self.forms.values() for form in forms)

    def in_bytes(self, content: bytes) -> set[str]:
        """The channels whose secret stands in the bytes."""
        return {name for name, forms in self.forms.items() if any(form in content for form in forms)}

    def in_file(self, path: Path) -> set[str]:
        """Read in pieces that overlap; archives and compressed streams are looked into as well."""
        found = self.in_bytes(path.name.encode())
        with path.open("rb") as stream:
            head = stream.read(4)
            stream.seek(0)
            kept = b""
            while piece := stream.read(_CHUNK):
                found |= self.in_bytes(kept + piece)
                kept = piece[-self._longest :]
        return found | self._inside(path, head)

    def _inside(self, path: Path, head: bytes) -> set[str]:
        if head[:4] == b"PK\x03\x04":
            return self._in_zip(path.read_bytes())
        if head[:1] == b"\x78" or head[:2] == b"\x1f\x8b":
            unpacked = zlib.decompressobj(zlib.MAX_WBITS | 32)
            try:
                return self.in_bytes(unpacked.decompress(path.read_bytes(), 64 << 20))
            except zlib.error:
                return set()
        return set()

    def _in_zip(self, content: bytes) -> set[str]:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return {name for each in packed.namelist() for name in self.in_bytes(packed.read(each))}

    def in_folder(self, folder: Path, *, without: Iterable[Path] = ()) -> dict[str, set[str]]:
        """By file, the channels whose secret it holds. ``without``: folders that are not looked into."""
        left_out = tuple(without)
        found = {}
        for path in sorted(folder.rglob("*")):
            if (
                path.is_file()
                and not path.is_symlink()
                and not any(path.is_relative_to(each) for each in left_out)
            ) and (channels := self.in_file(path)):
                found[str(path.relative_to(folder))] = channels
        return found

    def in_database(self, url: str) -> dict[str, set[str]]:
        """By table, the channels whose secret stands in a live row of it: text as text, bytes as bytes (which a
        compressed or out-of-line value on the disk would hide)."""
        found: dict[str, set[str]] = {}
        with psycopg.connect(url) as connection:
            tables = connection.execute(
                "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE c.relkind IN ('r', 'm', 'p') AND n.nspname NOT IN ('information_schema', 'pg_catalog')"
            ).fetchall()
            for schema, table in tables:
                channels: set[str] = set()
                with connection.cursor(binary=True) as cursor:
                    cursor.execute(sql.SQL("SELECT t.* FROM {} t").format(sql.Identifier(schema, table)))
                    raw = cursor.pgresult
                    assert raw is not None
                    for row in range(raw.ntuples):
                        for column in range(raw.nfields):
                            if value := raw.get_value(row, column):
                                channels |= self.in_bytes(value)
                if channels:
                    found[f"{schema}.{table}"] = channels
        return found
