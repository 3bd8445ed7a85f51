"""PDF: written anew from what its pages draw.

Gone are document information, XMP, embedded files, scripts and actions, forms and remarks (what they show is drawn
into the page first), bookmarks, tags of structure, data that programs leave in pages, thumbnails, earlier states of
the document, and the metadata of the pictures inside. The catalogue and the pages keep only the keys named here.
"""

import io
import threading
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from congtam.foundation.files.cleaning.faults import Unclean
from congtam.foundation.files.cleaning.jpeg import clean_jpeg, jpeg_traces
from congtam.foundation.files.cleaning.jpx import clean_jpx, jpx_traces

_one_at_a_time = threading.Lock()

_OF_CATALOGUE = {"/Type", "/Pages", "/OCProperties"}
_OF_PAGE = {
    "/Type", "/Parent", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/Resources",
    "/Contents", "/Group", "/UserUnit", "/Kids", "/Count",
}  # fmt: skip
#: what goes wherever it stands
_NOWHERE = {
    "/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA", "/OpenAction", "/JS", "/JavaScript", "/AF",
    "/EmbeddedFiles", "/Alternates", "/OPI", "/Annots", "/AcroForm", "/StructParent", "/StructParents", "/Info",
    "/CreatorInfo", "/Creator", "/Author", "/Producer", "/ModDate", "/CreationDate",
}  # fmt: skip
#: remarks that a reader draws although the file holds no drawing of them; the others draw nothing
_DRAWS_NOTHING = {"/Link", "/Popup", "/Widget", "/FileAttachment", "/Text", "/Sound", "/Movie", "/Screen"}
_PICTURES = {"/DCTDecode": (clean_jpeg, jpeg_traces), "/JPXDecode": (clean_jpx, jpx_traces)}


def clean_pdf(source: BinaryIO, target: BinaryIO) -> None:
    """Write the pages of ``source`` into ``target`` as a new document. Raises Unclean."""
    with _one_at_a_time, _opened(source) as document:
        _draw_remarks(document)
        _keep_only(document.Root, _OF_CATALOGUE)
        for key in set(document.trailer.keys()) - {"/Root", "/Size"}:
            del document.trailer[key]
        for each in document.objects:
            _strip(each)
        document.save(
            target, deterministic_id=True, linearize=False, preserve_pdfa=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )  # fmt: skip


def pdf_traces(source: BinaryIO) -> list[str]:
    """What is in the document beside its pages, and whether it is one document from its first byte to its last."""
    found = set(_ends(source))
    with _one_at_a_time, _opened(source) as document:
        found |= {
            f"pdf trailer {key}" for key in {"/Info", "/Prev", "/Encrypt"} & set(document.trailer.keys())
        }
        found |= {f"pdf catalogue {key}" for key in set(document.Root.keys()) - _OF_CATALOGUE}
        for each in document.objects:
            found |= set(_traces_of(each))
    return sorted(found)


def is_signed(source: BinaryIO) -> bool:
    """Whether somebody signed the document digitally: rewritten, the signature would no longer hold."""
    with _one_at_a_time, _opened(source) as document:
        return any(isinstance(each, Dictionary) and "/ByteRange" in each for each in document.objects)


def is_only_pdf(source: BinaryIO) -> bool:
    """Whether nothing stands before the document or behind it, so that no other program takes it for something else."""
    return not _ends(source)


def _opened(source: BinaryIO) -> pikepdf.Pdf:
    """The document, from bytes without a name: its messages name what they were given, and a name may be a person's."""
    source.seek(0)
    try:
        return pikepdf.open(io.BytesIO(source.read()))
    except (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError) as error:
        raise Unclean("pdf does not open") from error


def _ends(source: BinaryIO) -> list[str]:
    source.seek(0)
    head = source.read(8)
    size = source.seek(0, 2)
    source.seek(max(0, size - 1024))
    tail = source.read()
    behind = tail.rpartition(b"%%EOF")[2]
    found = [] if head.startswith(b"%PDF-") else ["pdf bytes before the document"]
    return found if b"%%EOF" in tail and not behind.strip() else [*found, "pdf bytes behind the document"]


def _draw_remarks(document: pikepdf.Pdf) -> None:
    """What remarks and filled-in fields show becomes part of the page; nothing that is seen may be lost."""
    for page in document.pages:
        for remark in page.obj.get("/Annots", []):
            kind = str(remark.get("/Subtype", "")) if isinstance(remark, Dictionary) else "/Link"
            hidden = int(remark.get("/F", 0)) & 2 if isinstance(remark, Dictionary) else 0
            if "/AP" not in remark and kind not in _DRAWS_NOTHING and not hidden:
                raise Unclean("pdf remark without a drawing")
    if "/AcroForm" in document.Root:
        document.generate_appearance_streams()
    document.flatten_annotations()


def _keep_only(found: Any, keys: set[str]) -> None:
    for key in set(found.keys()) - keys:
        del found[key]


def _strip(each: Any) -> None:
    if isinstance(each, Stream):
        _strip_keys(each)
        _clean_picture(each)
    elif isinstance(each, (Dictionary, Array)):
        _strip_keys(each)


def _strip_keys(each: Any) -> None:
    for inner in list(_dictionaries(each)):
        if str(inner.get("/Type", "")) in ("/Page", "/Pages") or "/MediaBox" in inner:
            _keep_only(inner, _OF_PAGE)
        for key in _NOWHERE & set(inner.keys()):
            del inner[key]


def _dictionaries(each: Any) -> Iterator[Any]:
    """The dictionary, and those that stand in it directly; what it refers to comes by itself."""
    if isinstance(each, (Dictionary, Stream)):
        yield each
        inner = [value for _key, value in each.items()]
    elif isinstance(each, Array):
        inner = list(each)
    else:
        return
    for value in inner:
        if isinstance(value, (Dictionary, Array)) and not value.is_indirect:
            yield from _dictionaries(value)


def _filters(stream: Any) -> list[str]:
    found = stream.get("/Filter", None)
    if found is None:
        return []
    return [str(found)] if isinstance(found, Name) else [str(each) for each in found]


def _clean_picture(stream: Any) -> None:
    names = _filters(stream)
    if not names or names[-1] not in _PICTURES:
        return
    last = stream.get("/DecodeParms", None)
    parms = last[-1] if isinstance(last, Array) and len(last) else last
    content = _PICTURES[names[-1]][0](_unpacked(stream, names))
    stream.write(
        content, filter=Name(names[-1]), decode_parms=parms if isinstance(parms, Dictionary) else None
    )


def _unpacked(stream: Any, names: list[str]) -> bytes:
    """The picture's own bytes, out of what they are packed in."""
    raw: bytes = stream.read_raw_bytes()
    if len(names) == 1:
        return raw
    outer = pikepdf.new()
    packed = outer.make_stream(raw)
    packed.stream_dict["/Filter"] = Array([Name(name) for name in names[:-1]])
    try:
        return bytes(packed.read_bytes())
    except pikepdf.PdfError as error:
        raise Unclean("pdf picture") from error


def _traces_of(each: Any) -> Iterator[str]:
    for inner in _dictionaries(each):
        keys = set(inner.keys())
        yield from (f"pdf {key}" for key in keys & _NOWHERE)
        if "/MediaBox" in inner:
            yield from (f"pdf page {key}" for key in keys - _OF_PAGE)
    if isinstance(each, Stream):
        names = _filters(each)
        if names and names[-1] in _PICTURES:
            raw = _unpacked(each, names)
            traces = _PICTURES[names[-1]][1]
            yield from traces(raw, turned=False) if traces is jpeg_traces else traces(raw)
