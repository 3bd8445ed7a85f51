"""What a file tells beside what it shows is taken out before it is stored, and the cleaned bytes are read back.

People who send a letter do not know that a photograph says where it was taken, and a Word file who wrote it.
"""

from tempfile import TemporaryFile
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from congtam.foundation.files import sniffing
from congtam.foundation.files.cleaning.faults import Unclean
from congtam.foundation.files.cleaning.office import clean_office, office_traces
from congtam.foundation.files.cleaning.pdf import clean_pdf, is_only_pdf, is_signed, pdf_traces
from congtam.foundation.files.cleaning.pictures import clean_picture, picture_traces
from congtam.foundation.files.inspection import Inspection, Source, inspect_upload, opened
from congtam.foundation.files.refusal import RefusedFile

__all__ = ["Unclean", "clean_office", "cleaned", "is_only_pdf", "is_signed", "office_traces", "traces"]


def cleaned(source: Source, inspection: Inspection) -> tuple[BinaryIO, Inspection]:
    """The file without metadata, in a temporary file that has no name, and what it is now.

    The pages look as before. ``inspection`` is that of the file as it was handed in; its hash stays with the caller,
    who may need it to know the same file again. The caller closes the file. Raises RefusedFile ("uncleanable")
    where the file cannot be taken apart or where something is left in it, and then nothing is kept.
    """
    target = TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115  the caller closes it
    try:
        _clean_into(source, inspection, target)
        if traces(target):
            raise Unclean("read back")
        found = inspect_upload(target, name=f"x{inspection.extension}")
    except (RefusedFile, OSError):
        target.close()
        raise
    except Exception as error:  # a file may be damaged in ways that no parser names
        target.close()
        raise _uncleanable() from error
    return target, found


def traces(source: Source) -> list[str]:
    """The kinds of metadata that a PDF or picture holds; empty for a cleaned one. Raises Unclean, RefusedFile."""
    with opened(source) as stream:
        head = stream.read(sniffing.HEAD_BYTES)
        if sniffing.media_type(head) == sniffing.PDF:
            return pdf_traces(stream)
        stream.seek(0)
        return picture_traces(stream.read())


def _clean_into(source: Source, inspection: Inspection, target: BinaryIO) -> None:
    with opened(source) as stream:
        if inspection.media_type == sniffing.PDF:
            clean_pdf(stream, target)
        else:
            target.write(clean_picture(stream.read()))
    target.seek(0)


def _uncleanable() -> RefusedFile:
    return RefusedFile(
        "uncleanable",
        _("Không tách được thông tin ẩn (nơi chụp, máy, người soạn) ra khỏi tệp này, nên không lưu."),
        _("Hãy mở tệp, chọn In › Lưu thành PDF, hoặc quét, chụp lại rồi gửi tệp mới."),
    )
