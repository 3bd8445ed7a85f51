"""Small things that templates need: icons, badges, form controls."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, Select, Textarea
from django.forms.widgets import CheckboxSelectMultiple, RadioSelect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

register = template.Library()


@dataclass(frozen=True)
class Badge:
    """A word with a sign and a tint; never a colour alone."""

    label: Any
    icon: str
    tint: str
    explanation: Any = ""


CONFIDENCE = {
    "verified_in_law_text": Badge(
        _("Đã đối chiếu văn bản luật"),
        "shield-check",
        "good",
        _("Câu chữ đã đọc trong bản công khai của văn bản luật."),
    ),
    "secondary_source": Badge(
        _("Theo nguồn thứ cấp"),
        "book-2",
        "info",
        _("Lấy từ bài viết hoặc hướng dẫn, chưa đọc trong văn bản luật."),
    ),
    "from_memory": Badge(
        _("Theo trí nhớ, cần kiểm tra"),
        "alert-triangle",
        "soon",
        _("Chưa có nguồn; phải kiểm tra trước khi dựa vào."),
    ),
    "confirmed_by_office": Badge(
        _("Cơ quan nhập, có nguồn"),
        "signature",
        "info",
        _("Người có thẩm quyền của cơ quan đã nhập giá trị này cùng nguồn của nó."),
    ),
}
LEVELS = {
    "ordinary": Badge(_("Thường"), "folder", ""),
    "restricted": Badge(_("Hạn chế"), "lock", "soon"),
    "sealed": Badge(_("Niêm phong"), "shield-lock", "sealed"),
}
#: what Django gives a Textarea that asked for nothing: far too tall here
DJANGO_ROWS = "10"
FILE_ICONS = (
    ("pdf", "file-type-pdf"),
    ("word", "file-type-docx"),
    ("image/", "photo"),
    ("text/", "file-text"),
)


@register.simple_tag
def icon(name: str, size: str = "", label: str = "", sheet: str = "inside") -> SafeString:
    """One sign of the sprite. ``size``: "", "small", "large". Without ``label`` it is hidden from readers of
    the screen, because the text beside it says the same. Citizens' pages use ``sheet="public"`` (3 kB)."""
    classes = f"ct-icon ct-icon-{size}" if size else "ct-icon"
    href = f"{static(f'vendor/tabler-icons/{sheet}.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', classes, label, href
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', classes, href
    )


@register.simple_tag
def confidence_badge(value: str) -> SafeString:
    """How sure a legal value is: verified_in_law_text, secondary_source, from_memory or
    confirmed_by_office."""
    return _badge(CONFIDENCE[value])


@register.simple_tag
def level_badge(value: str) -> SafeString:
    """The level of a record: ordinary, restricted or sealed."""
    return _badge(LEVELS[value])


@register.simple_tag
def badge(label: str, tint: str = "", icon_name: str = "") -> SafeString:
    """Any other badge. ``tint``: "", late, soon, good, info, sealed; a tint needs an icon beside the text."""
    return _badge(Badge(label, icon_name, tint))


def _badge(shown: Badge) -> SafeString:
    return format_html(
        '<span class="ct-badge{}"{}>{}{}</span>',
        f" ct-is-{shown.tint}" if shown.tint else "",
        format_html(' title="{}"', shown.explanation) if shown.explanation else "",
        icon(shown.icon) if shown.icon else "",
        shown.label,
    )


@register.filter
def file_icon(mime: str) -> str:
    """The sign for a type of file ("application/pdf")."""
    return next((name for part, name in FILE_ICONS if part in (mime or "")), "file")


@register.filter
def initials(name: str) -> str:
    """ "Nguyễn Thị Hoa" → "NH": first and last word, as on a door."""
    words = [word for word in (name or "").split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def is_group(field: BoundField) -> bool:
    """Whether the field is a set of choices that wants a legend instead of a label."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.simple_tag
def control(field: BoundField, proposal: Any = None, placeholder: str | None = None) -> SafeString:
    """The input of a form field with our classes and the links to its help and errors (which Django makes).

    ``proposal``, with ``.value``, becomes ``data-proposal``: grey in an empty field until a person accepts.
    ``placeholder`` replaces the widget's own ("" leaves it out).
    """
    attrs: dict[str, Any] = {"class": _classes(field)} if _classes(field) else {}
    if isinstance(field.field.widget, Textarea) and str(field.field.widget.attrs.get("rows")) == DJANGO_ROWS:
        attrs["rows"] = 4
    if placeholder is not None:
        attrs["placeholder"] = placeholder
    if proposal and not field.value():
        attrs |= _proposal_attrs(field, proposal)
    return field.as_widget(attrs=attrs)


def _classes(field: BoundField) -> str:
    widget = field.field.widget
    own = widget.attrs.get("class", "")
    if is_group(field) or is_checkbox(field):
        return str(own)
    return f"{'form-select' if isinstance(widget, Select) else 'form-control'} {own}".strip()


def _proposal_attrs(field: BoundField, proposal: Any) -> dict[str, Any]:
    described = " ".join(part for part in (field.aria_describedby, f"{field.auto_id}_proposal") if part)
    attrs = {"data-proposal": str(proposal.value), "aria-describedby": described}
    if getattr(proposal, "anchor", ""):
        attrs["data-proposal-anchor"] = proposal.anchor
    return attrs


@register.filter
def file_type(mime: str) -> str:
    """What people call a type of file: "PDF", "Word", "ảnh"; empty when there is no name for it."""
    names = (("pdf", "PDF"), ("word", "Word"), ("image/", _("ảnh")), ("text/", _("văn bản")))
    return next((str(name) for part, name in names if part in (mime or "")), "")
