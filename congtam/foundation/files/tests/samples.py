"""Small documents, made here, of every kind that is taken or refused."""

import io
import zlib
from hashlib import md5

import pypdfium2
from PIL import Image, ImageDraw


def picture(width: int = 120, height: int = 160, color: str = "white") -> Image.Image:
    made = Image.new("RGB", (width, height), color)
    ImageDraw.Draw(made).line((10, 10, width - 10, height - 10), fill="black", width=3)
    return made


def encoded(form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture().save(out, form, **options)
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    document = pypdfium2.PdfDocument.new()  # type: ignore[no-untyped-call]
    for _ in range(pages):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def tiff(pages: int) -> bytes:
    out = io.BytesIO()
    frames = [picture(40, 50) for _ in range(pages)]
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A PNG whose header announces any size; its data are a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def locked_pdf(user_password: bytes) -> bytes:
    """A PDF under the standard security handler, revision 2 (ISO 32000-1, 7.6.3). With an empty password it
    opens for everybody and only restricts what may be done with it."""
    owner = _rc4(md5(_padded(b"owner")).digest()[:5], _padded(user_password))
    identity = bytes(16)
    permissions = (-4).to_bytes(4, "little", signed=True)
    key = md5(_padded(user_password) + owner + permissions + identity).digest()[:5]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>"
        % (owner.hex().encode(), _rc4(key, _PADDING).hex().encode()),
    ]
    return _written(objects, b"/Encrypt 4 0 R/ID[<%s><%s>]" % ((identity.hex().encode(),) * 2))


def _written(objects: list[bytes], extra: bytes) -> bytes:
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, extra)
    return body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def _padded(password: bytes) -> bytes:
    return (password + _PADDING)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
