"""What needs no translation."""

import re

VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")  # untranslated: an alphabet, no text
_LETTER = re.compile(r"[^\W\d_]")
#: the same in both languages
NAMES = (
    *("Công Tâm", "Tiếng Việt", "English", "vi", "en"),
    *("PDF", "QR", "Word", "CSV", "OCR", "Tesseract", "PNG", "JPEG", "TIFF", "MB", "SHA", "TOTP"),
    *("Ctrl", "Enter", "Esc", "Tab", "Alt"),
)
_NAMES = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in NAMES))


def only_names(text: str) -> bool:
    """Whether nothing is left of the text once names, numbers and punctuation are taken out."""
    return not _LETTER.search(_NAMES.sub("", text))
