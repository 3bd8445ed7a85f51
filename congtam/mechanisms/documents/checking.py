"""Looking into a template that an office uploads, before it is ever used."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from congtam.foundation.files.cleaning import Unclean, clean_office
from congtam.mechanisms.documents import sources
from congtam.mechanisms.documents.kinds import DocumentKind
from congtam.mechanisms.documents.packing import NotWord, parts

MAX_BYTES = 5 * 1024 * 1024
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong. ``code`` for programs: empty, too_large, not_word, macros, external, language,
    outside, unknown, missing, uncleanable; ``message`` for people; ``names`` of the variables concerned."""

    code: str
    message: str
    names: tuple[str, ...] = ()


def check_template(content: bytes, kind: DocumentKind) -> list[Problem]:
    """What keeps the bytes from being a template of the kind; an empty list where nothing does."""
    if problem := _size(content):
        return [problem]
    try:
        members = parts(content)
        found = [*_macros(members), *_external(members)]
        return found or [*_outside(members), *_variables(content, kind), *_uncleanable(content)]
    except NotWord:
        message = _("Tệp này không phải tệp Word (.docx). Hãy mở bằng Word rồi lưu thành .docx.")
        return [Problem(code="not_word", message=message)]
    except sources.BadTemplate as error:
        message = _("Mẫu có chỗ phần mềm không hiểu: “%(text)s”. Chỉ dùng biến, điều kiện và lặp.")
        return [Problem(code="language", message=message % {"text": error.line})]


def _uncleanable(content: bytes) -> list[Problem]:
    """What is issued is cleaned of who made the template; a template that cannot be is found out here."""
    try:
        clean_office(content)
    except Unclean:
        message = _("Không tách được thông tin ẩn ra khỏi mẫu, thường vì một ảnh hỏng. Hãy chèn lại ảnh.")
        return [Problem(code="uncleanable", message=message)]
    return []


def _size(content: bytes) -> Problem | None:
    if not content:
        return Problem(code="empty", message=_("Tệp rỗng, không có nội dung."))
    if len(content) > MAX_BYTES:
        most = MAX_BYTES // (1024 * 1024)
        return Problem(code="too_large", message=_("Tệp mẫu nặng quá %(most)s MB.") % {"most": most})
    return None


def _macros(members: dict[str, bytes]) -> list[Problem]:
    """A template with macros would run in the Word of whoever opens the letter."""
    types = members["[Content_Types].xml"]
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in members):
        message = _("Mẫu có macro (.docm). Hãy lưu lại thành .docx không có macro.")
        return [Problem(code="macros", message=message)]
    return []


def _external(members: dict[str, bytes]) -> list[Problem]:
    """A linked picture or template is fetched when the file is opened, and tells others who opens it."""
    links = [
        link
        for name, content in members.items()
        if name.endswith(".rels")
        for link in _EXTERNAL.findall(content)
        if b"/hyperlink" not in link
    ]
    if not links:
        return []
    message = _("Mẫu lấy hình hoặc mẫu khác từ bên ngoài. Hãy chèn hẳn vào tệp.")
    return [Problem(code="external", message=message)]


def _outside(members: dict[str, bytes]) -> list[Problem]:
    if not (places := sources.outside(members)):
        return []
    message = _("Có biến nằm ở chỗ không được điền (ghi chú, chú thích cuối): %(places)s.")
    return [Problem(code="outside", message=message % {"places": ", ".join(places)})]


def _variables(content: bytes, kind: DocumentKind) -> list[Problem]:
    named = sources.names(content)
    found = []
    if unknown := tuple(sorted(named - kind.all_variables)):
        message = _("Mẫu dùng biến không có trong loại văn bản này: %(names)s.")
        message %= {"names": ", ".join(unknown)}
        found.append(Problem(code="unknown", message=message, names=unknown))
    if lacking := tuple(sorted(set(kind.variables) - named)):
        labels = ", ".join(f"{kind.label_of(name)} ({{{{ {name} }}}})" for name in lacking)
        message = _("Mẫu thiếu chỗ điền: %(names)s.") % {"names": labels}
        found.append(Problem(code="missing", message=message, names=lacking))
    return found
