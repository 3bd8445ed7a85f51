"""Files that tell more than they show: the same invented secret stands in every place where metadata can stand."""

import io
import struct
import zipfile

import pikepdf
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, PngImagePlugin, TiffImagePlugin

from congtam.foundation.files.tests import samples

SECRET = "Nguyen Thi Bi Mat"
RAW = SECRET.encode()
WIDE = SECRET.encode("utf-16-be")
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{SECRET}</dc:creator></x:xmpmeta>".encode()
JPEG_ROTATED = 6


def exif(orientation: int | None = None) -> Image.Exif:
    """Camera, artist, place, thumbnail-like sub-directories."""
    block = Image.Exif()
    block[0x013B] = SECRET
    block[0x010F] = SECRET
    if orientation:
        block[0x0112] = orientation
    block.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + RAW
    block.get_ifd(0x8825)[29] = SECRET
    return block


def half() -> Image.Image:
    """A picture in which up, down, left and right differ."""
    made = Image.new("RGB", (96, 64), "white")
    made.paste((200, 30, 30), (0, 0, 48, 32))
    made.paste((20, 90, 200), (60, 40, 96, 64))
    return made


def jpeg(*, orientation: int | None = None, **options: object) -> bytes:
    out = io.BytesIO()
    half().save(
        out, "JPEG", quality=90, exif=exif(orientation), xmp=XMP, comment=RAW, icc_profile=RAW * 8, dpi=(300, 300),
        **options,
    )  # fmt: skip
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(RAW)) + RAW
    content = out.getvalue()
    head, rest = content[:20], content[20:]  # the JFIF segment stands first
    return head + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + rest + b"PK\x03\x04" + RAW


def png(*, orientation: int | None = None) -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET)
    texts.add_text("Comment", SECRET, zip=True)
    texts.add_itxt("Title", SECRET)
    texts.add(b"tIME", b"\x07\xe6\x01\x01\x01\x01\x01")
    out = io.BytesIO()
    half().save(out, "PNG", pnginfo=texts, exif=exif(orientation), icc_profile=RAW * 8)
    return out.getvalue() + b"<html>" + RAW


def webp(*, orientation: int | None = None) -> bytes:
    out = io.BytesIO()
    half().save(out, "WEBP", lossless=True, exif=exif(orientation), xmp=XMP, icc_profile=RAW * 8)
    return out.getvalue() + RAW


def moving_webp() -> bytes:
    out = io.BytesIO()
    half().save(
        out, "WEBP", lossless=True, save_all=True, append_images=[samples.picture(96, 64)], exif=exif()
    )
    return out.getvalue()


def tiff(*, orientation: int | None = None, compression: str = "tiff_lzw", pages: int = 2) -> bytes:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    for tag in (270, 271, 272, 305, 315, 316, 33432):
        tags[tag] = SECRET
    tags[700], tags.tagtype[700] = XMP, 1
    tags[33723], tags.tagtype[33723] = RAW, 7
    if orientation:
        tags[274] = orientation
    out = io.BytesIO()
    frames = [half() for _ in range(pages)]
    frames[0].save(
        out,
        "TIFF",
        compression=compression,
        tiffinfo=tags,
        save_all=True,
        append_images=frames[1:],
        dpi=(300, 300),
    )
    return out.getvalue() + RAW


PICTURES = {"jpeg": jpeg, "png": png, "webp": webp, "tiff": tiff}


def pdf(*, with_picture: bool = True) -> bytes:
    """Information, XMP, an embedded file, scripts, remarks, a form, a tag, a thumbnail, and an earlier state."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(300, 400))
    page.obj.Contents = document.make_stream(b"q 200 0 0 150 50 200 cm /P Do Q 0 0 1 rg 20 20 60 40 re f")
    if with_picture:
        picture = document.make_stream(
            jpeg(), Type=Name.XObject, Subtype=Name.Image, Width=96, Height=64, BitsPerComponent=8,
            ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode, Metadata=document.make_stream(XMP),
        )  # fmt: skip
        page.obj.Resources = Dictionary(XObject=Dictionary(P=picture))
    _tell_on_page(document, page)
    _tell_in_catalogue(document)
    out = io.BytesIO()
    document.save(out)
    return _with_a_later_state(out.getvalue())


def _tell_on_page(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.PieceInfo = Dictionary(
        Maker=Dictionary(LastModified=String("D:20260101"), Private=String(SECRET))
    )
    page.obj.LastModified = String("D:20260101")
    page.obj.Thumb = document.make_stream(jpeg(), Filter=Name.DCTDecode, Width=96, Height=64)
    drawn = document.make_stream(
        b"1 0 0 rg 0 0 50 30 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 50, 30])
    )
    page.obj.Annots = Array([
        document.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([150, 50, 200, 80]), T=String(SECRET), F=4,
            Contents=String(SECRET), NM=String(SECRET), AP=Dictionary(N=drawn),
        )),
        document.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
            A=Dictionary(S=Name.URI, URI=String(f"https://example.invalid/{SECRET}")),
        )),
    ])  # fmt: skip


def _tell_in_catalogue(document: pikepdf.Pdf) -> None:
    document.docinfo["/Author"] = SECRET
    document.docinfo["/Title"] = SECRET
    document.Root.Metadata = document.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
    document.attachments["bi-mat.txt"] = RAW
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))
    document.Root.OpenAction = script
    document.Root.AA = Dictionary(WC=script)
    document.Root.Names.JavaScript = Dictionary(Names=Array([String("x"), script]))
    document.Root.Lang = String(SECRET)
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))


def _with_a_later_state(content: bytes) -> bytes:
    """The document saved once more behind itself, as programs do: what was there before stays in the file."""
    start = content.rpartition(b"startxref\n")[2].split()[0]
    place = len(content)
    more = b"99 0 obj\n(" + RAW + b")\nendobj\n"
    table = b"xref\n99 1\n%010d 00000 n \n" % place
    with pikepdf.open(io.BytesIO(content)) as document:
        root = document.Root.objgen[0]
    trailer = b"trailer\n<</Size 100/Root %d 0 R/Prev %s>>\n" % (root, start)
    return content + more + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (place + len(more))


def docx() -> bytes:
    document = Document()
    document.core_properties.author = document.core_properties.last_modified_by = SECRET
    document.core_properties.title = document.core_properties.comments = SECRET
    paragraph = document.add_paragraph("Nội dung còn lại")
    document.add_comment(paragraph.runs, text="Xem lại", author=SECRET, initials="BM")
    picture = io.BytesIO(jpeg())
    document.add_picture(picture)
    out = io.BytesIO()
    document.save(out)
    return _changed(out.getvalue())


def _changed(content: bytes) -> bytes:
    """With custom properties, sessions of editing and a tracked change."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w") as target:
        target.comment = RAW
        for part in packed.infolist():
            data = packed.read(part)
            if part.filename == "word/document.xml":
                change = (
                    f'<w:ins w:id="9" w:author="{SECRET}" w:date="2026-01-01T00:00:00Z">'
                    "<w:r><w:t> thêm</w:t></w:r></w:ins>"
                )
                data = data.replace(b"</w:p>", change.encode() + b"</w:p>", 1)
                data = data.replace(b"<w:p>", b'<w:p w:rsidR="00AB12CD">', 1)
            target.writestr(part, data)
        target.writestr("docProps/custom.xml", f"<Properties>{SECRET}</Properties>")
        target.writestr("word/people.xml", f"<w15:people>{SECRET}</w15:people>")
    return out.getvalue()


def xlsx() -> bytes:
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = SECRET
    book.active["A1"] = "Nội dung còn lại"
    book.active["A1"].comment = Comment("Xem lại", SECRET)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def everything(content: bytes) -> bytes:
    """The bytes with whatever is packed in them beside them: where a secret is looked for."""
    found = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            found += [packed.comment, *(packed.read(part) for part in packed.infolist())]
    elif b"%PDF-" in content[:1024]:
        with pikepdf.open(io.BytesIO(content)) as document:
            for each in document.objects:
                found.append(
                    each.unparse() if not isinstance(each, pikepdf.Stream) else repr(dict(each)).encode()
                )
                if isinstance(each, pikepdf.Stream):
                    found += [each.read_raw_bytes(), _unpacked(each)]
    return b"\0".join(found)


def _unpacked(stream: pikepdf.Stream) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return b""


def tells(content: bytes) -> bool:
    """Whether the secret is anywhere in the bytes."""
    all_of_it = everything(content)
    return any(form in all_of_it for form in (RAW, WIDE, SECRET.encode("utf-16-le"), RAW.hex().encode()))
