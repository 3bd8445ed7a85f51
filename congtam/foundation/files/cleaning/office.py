"""Word and Excel files: who wrote them, with which program, when, and who said what about them.

Properties, the thumbnail, custom data, settings of printers and the identifiers of editing sessions go; names and days
of remarks and tracked changes are emptied; pictures inside are cleaned like any picture.
"""

import io
import re
import zipfile
from collections.abc import Set

from congtam.foundation.files.cleaning.faults import Unclean
from congtam.foundation.files.cleaning.pictures import clean_picture, picture_traces
from congtam.foundation.files.limits import limit

_BLOCK = 1 << 20
_MOST_PARTS = 2000
_GONE = re.compile(r"(?:docProps/|customXml/|.*printerSettings|(?:.*/)?people\.xml$|(?:.*/)?persons/)")
_PICTURE = re.compile(r".*\.(?:jpe?g|png|tiff?|webp)$", re.IGNORECASE)
_XML = re.compile(r".*\.(?:xml|rels)$")
#: attributes of remarks and changes, of editing sessions, of who saved a workbook last
_ATTRIBUTES = re.compile(
    rb"\s(?:\w+:)?(?:author|initials|date|dateUtc|rsid\w*|userId|providerId|lastEdited|lowestEdited|rupBuild"
    rb"|userName)=(?:\"[^\"]*\"|'[^']*')"
)
_ELEMENTS = re.compile(
    rb"<(?:\w+:)?(?P<name>rsids|fileSharing|absPath|attachedTemplate|docVars)\b(?:[^>]*/>|.*?</(?:\w+:)?(?P=name)>)",
    re.DOTALL,
)
_AUTHORS = re.compile(rb"(<author>)[^<]*(</author>)")
_PAGE_SETUP, _LINKED = re.compile(rb"<pageSetup\b[^>]*>"), re.compile(rb"\sr:id=\"[^\"]*\"")
_RELATION = re.compile(rb"<Relationship\b[^>]*Target=\"([^\"]*)\"[^>]*/>")
_TYPE = re.compile(rb"<Override\b[^>]*PartName=\"/([^\"]*)\"[^>]*/>")
_NEEDS_AUTHOR = re.compile(
    rb"(<w:(?:ins|del|moveFrom|moveTo|comment|rPrChange|pPrChange|sectPrChange|tblPrChange)\b)"
)
_NEVER = (1980, 1, 1, 0, 0, 0)


def clean_office(content: bytes, *, keep: Set[str] = frozenset()) -> bytes:
    """The same document without its traces. ``keep`` names parts that we wrote ourselves and that stay. Raises Unclean
    for a file that is none or that unpacks to too much."""
    out = io.BytesIO()
    with _opened(content) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in packed.infolist():
            if part.is_dir() or _gone(part.filename, keep):
                continue
            entry = zipfile.ZipInfo(part.filename, date_time=_NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, _cleaned_part(part.filename, packed.read(part), keep))
    return out.getvalue()


def office_traces(content: bytes, *, keep: Set[str] = frozenset()) -> list[str]:
    """What is left of traces, by part; ``keep`` as for `clean_office`."""
    found = []
    with _opened(content) as packed:
        if packed.comment:
            found.append("office comment of the archive")
        for part in packed.infolist():
            data = packed.read(part)
            dated = part.date_time != _NEVER or part.extra or part.comment
            if _gone(part.filename, keep) or dated or _cleaned_part(part.filename, data, keep) != data:
                found.append(f"office part {part.filename}")
    return found


def _opened(content: bytes) -> zipfile.ZipFile:
    """The archive, once what it unpacks to was counted and not believed."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        left = limit("MAX_UNPACKED")
        if len(packed.infolist()) > _MOST_PARTS:
            raise Unclean("office parts")
        for part in packed.infolist():
            with packed.open(part) as stream:
                while block := stream.read(_BLOCK):
                    left -= len(block)
                    if left < 0:
                        raise Unclean("office bomb")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise Unclean("office archive") from error
    return packed


def _gone(name: str, keep: Set[str]) -> bool:
    return name not in keep and bool(_GONE.match(name))


def _cleaned_part(name: str, data: bytes, keep: Set[str]) -> bytes:
    if _PICTURE.match(name):
        return data if not picture_traces(data) else clean_picture(data)
    if not _XML.match(name):
        return data
    if name.endswith(".rels"):
        return _RELATION.sub(lambda found: b"" if _points_to_gone(found, keep) else found[0], data)
    if name == "[Content_Types].xml":
        return _TYPE.sub(lambda found: b"" if _gone(found[1].decode(), keep) else found[0], data)
    data = _ELEMENTS.sub(b"", _ATTRIBUTES.sub(b"", data))
    data = _PAGE_SETUP.sub(lambda found: _LINKED.sub(b"", found[0]), data)
    return _AUTHORS.sub(rb"\1\2", _NEEDS_AUTHOR.sub(rb'\1 w:author=""', data))


def _points_to_gone(relation: re.Match[bytes], keep: Set[str]) -> bool:
    """To a part that goes, or to the template on somebody's computer that the document was made from."""
    return b"/attachedTemplate" in relation[0] or _gone(relation[1].decode().lstrip("./"), keep)
