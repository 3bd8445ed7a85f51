"""Texts for people: what the check of the catalogues finds, and what Django then shows."""

from pathlib import Path

import pytest
from django.utils.translation import gettext, ngettext, override

from congtam.foundation.calendar.words import WEEKDAYS
from congtam.project.translations import catalogues, main
from congtam.project.translations.extraction import Text, apps, texts_of
from congtam.project.translations.unmarked_code import in_python, in_script
from congtam.project.translations.unmarked_templates import in_template

PYTHON = """
from django.utils.translation import gettext as _, ngettext as plural, pgettext
from django.utils import translation

def say(n):
    _("Đơn thư")
    plural("%(n)d đơn", "%(n)d đơn", n)
    pgettext("động từ", "Gửi")
    translation.gettext("Chi tiết")
"""
TEMPLATE = """
{% load i18n %}
<h1>{% translate "Đơn thư" %}</h1>
{% blocktranslate trimmed count n=letters|length %}
  {{ n }} đơn
{% plural %}
  {{ n }} đơn
{% endblocktranslate %}
{% translate "Gửi" context "động từ" %}
{% include "x.html" with title=_("Chi tiết") %}
"""


def _texts(path: Path, source: str) -> list[Text]:
    path.write_text(source, encoding="utf-8")
    return list(texts_of(path))


@pytest.mark.parametrize(
    ("name", "source", "number"), [("a.py", PYTHON, "%(n)d"), ("a.html", TEMPLATE, "%(n)s")]
)
def test_every_form_of_a_marked_text_is_found(tmp_path: Path, name: str, source: str, number: str) -> None:
    found = {(text.context, text.ids) for text in _texts(tmp_path / name, source)}
    assert found == {
        (None, ("Đơn thư",)),
        (None, (f"{number} đơn", f"{number} đơn")),
        ("động từ", ("Gửi",)),
        (None, ("Chi tiết",)),
    }


def test_the_indentation_of_a_template_is_no_matter(tmp_path: Path) -> None:
    source = """<ul>
          <li>{% translate "Một" %}</li>
      <li>(
   {% blocktranslate %}Hai
      dòng{% endblocktranslate %}
  </ul>
"""
    found = [(text.line, text.ids) for text in _texts(tmp_path / "a.html", source)]
    assert found == [(2, ("Một",)), (4, ("Hai\n      dòng",))]


def _problems(tmp_path: Path, catalogue: str, source: str = '_("Còn %(n)s ngày")') -> list[str]:
    path = tmp_path / "django.po"
    path.write_text(catalogues.HEADER + catalogue, encoding="utf-8")
    imported = "from django.utils.translation import gettext as _, ngettext\n"
    return [
        problem.message for problem in catalogues.problems(path, _texts(tmp_path / "a.py", imported + source))
    ]


@pytest.mark.parametrize(
    ("catalogue", "complaint"),
    [
        ("", "no English for “Còn %(n)s ngày”"),
        ('msgid "Còn %(n)s ngày"\nmsgstr ""\n', "“Còn %(n)s ngày” is empty in English"),
        ('#, fuzzy\nmsgid "Còn %(n)s ngày"\nmsgstr "%(n)s days"\n', "“Còn %(n)s ngày” is marked fuzzy"),
        (
            'msgid "Còn %(n)s ngày"\nmsgstr "%(m)s days"\n',
            "“Còn %(n)s ngày” has other placeholders in English",
        ),
        (
            'msgid "Còn %(n)s ngày"\nmsgstr "%(n)s days"\n\nmsgid "Cũ"\nmsgstr "Old"\n',
            "“Cũ” is used nowhere (obsolete)",
        ),
        (
            'msgid "Còn %(n)s ngày"\nmsgstr "%(n)s days"\n\n#~ msgid "Cũ"\n#~ msgstr "Old"\n',
            "“Cũ” is kept as an obsolete entry",
        ),
        (
            'msgid "Còn %(n)s ngày"\nmsgstr "%(n)s days"\n\nmsgid "Còn %(n)s ngày"\nmsgstr "%(n)s left"\n',
            "“Còn %(n)s ngày” stands twice",
        ),
    ],
)
def test_each_fault_of_a_catalogue_is_named(tmp_path: Path, catalogue: str, complaint: str) -> None:
    assert complaint in _problems(tmp_path, catalogue)


def test_a_sound_catalogue_has_no_problem(tmp_path: Path) -> None:
    assert not _problems(tmp_path, 'msgid "Còn %(n)s ngày"\nmsgstr "%(n)s days left"\n')


def test_the_singular_need_not_repeat_the_number(tmp_path: Path) -> None:
    entry = 'msgid "%(n)s ngày"\nmsgid_plural "%(n)s ngày"\nmsgstr[0] "one day"\nmsgstr[1] "%(n)s days"\n'
    assert not _problems(tmp_path, entry, 'ngettext("%(n)s ngày", "%(n)s ngày", 2)')


def test_a_placeholder_without_a_name_is_refused(tmp_path: Path) -> None:
    found = _problems(tmp_path, 'msgid "Còn %d ngày"\nmsgstr "%d days"\n', '_("Còn %d ngày")')
    assert found == ["“Còn %d ngày” has a placeholder without a name"]


def test_one_text_with_two_translations_is_named(tmp_path: Path) -> None:
    found = []
    for name, english in (("a.po", "Send"), ("b.po", "Submit")):
        (tmp_path / name).write_text(
            f'{catalogues.HEADER}msgid "Gửi"\nmsgstr "{english}"\n', encoding="utf-8"
        )
        found.append((tmp_path / name, catalogues.read(tmp_path / name)))
    assert ["translated otherwise" in problem.message for problem in catalogues.conflicts(found)] == [True]


def test_update_adds_what_is_new_drops_what_is_gone_and_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    path.write_text(
        catalogues.HEADER + 'msgid "Cũ"\nmsgstr "Old"\n\nmsgid "Gửi"\nmsgstr "Send"\n', encoding="utf-8"
    )
    source = 'from django.utils.translation import gettext as _\n_("Mới")\n_("Gửi")\n'
    texts = _texts(tmp_path / "a.py", source)
    assert catalogues.write(path, catalogues.merged(texts, catalogues.read(path)))
    written = path.read_text(encoding="utf-8")
    assert 'msgid "Mới"\nmsgstr ""' in written
    assert 'msgid "Gửi"\nmsgstr "Send"' in written
    assert "Cũ" not in written
    assert not catalogues.write(path, catalogues.merged(texts, catalogues.read(path))), "the same file again"


def test_a_catalogue_names_no_date_and_no_tool() -> None:
    for app in apps():
        if app.catalogue.exists():
            head = app.catalogue.read_text(encoding="utf-8").partition("\n\n")[0]
            assert not {"POT-Creation-Date", "PO-Revision-Date", "Generated-By"} & set(
                head.replace('"', "").split(":")
            )


@pytest.mark.parametrize(
    "text",
    [
        "<p>Đơn thư</p>",
        "<p>Letters</p>",
        "<p>{{ n }} ngày</p>",
        '<input placeholder="Họ tên">',
        '<button aria-label="Close">×</button>',
        '<input type="submit" value="Gửi">',
        '{{ name|default:"không rõ" }}',
        '{% include "x.html" with title="Đơn thư" %}',
        "{% if a %}Có{% else %}Không{% endif %}",
    ],
)
def test_an_unmarked_text_in_a_template_is_found(tmp_path: Path, text: str) -> None:
    assert list(in_template(tmp_path / "a.html", text))


@pytest.mark.parametrize(
    "text",
    [
        '<p>{% translate "Đơn thư" %}: {{ n }} · 12/2025</p>',
        "{% blocktranslate %}Còn {{ n }} ngày{% endblocktranslate %}",
        "{# Đơn thư #}{% comment %}Đơn thư{% endcomment %}<!-- Đơn thư -->",
        "<p>Công Tâm</p><kbd>Ctrl</kbd><code>make demo</code>",
        '<span translate="no">Nguyễn <b>Văn</b> A</span>',
        '<div class="row" id="letters" hx-get="/letters"></div>',
        '{{ name|default:_("không rõ") }}',
        "{% if a %}English{% else %}Tiếng Việt{% endif %}",
    ],
)
def test_what_is_marked_or_needs_no_translation_passes(tmp_path: Path, text: str) -> None:
    assert not [str(problem) for problem in in_template(tmp_path / "a.html", text)]


def test_a_finding_in_a_template_names_its_line(tmp_path: Path) -> None:
    text = "<p>\n{% blocktranslate %}\nĐơn\n{% endblocktranslate %}\n</p>\n<p>\n  Thư\n</p>"
    assert [problem.line for problem in in_template(tmp_path / "a.html", text)] == [7]


@pytest.mark.parametrize(
    "source",
    [
        'raise ValueError("Ngày đến không hợp lệ")',
        'x = f"Đơn {n}"',
        'LABELS = {"a": "Đã nhận"}',
        '_ = 1\n_("Đơn")',
    ],
)
def test_an_unmarked_text_in_python_is_found(tmp_path: Path, source: str) -> None:
    assert list(in_python(tmp_path / "a.py", source))


@pytest.mark.parametrize(
    "source",
    [
        '"""Đơn thư: letters."""\n\ndef f():\n    """Trả lời."""\n',
        'from django.utils.translation import gettext as _\nx = _("Đơn thư")',
        'x = "ngày"  # untranslated: a word that is looked for',
        'WORDS = {  # untranslated: words that are looked for\n    "ngày",\n    "tháng",\n}',
        '"""Words."""\n\n# untranslated: words that are looked for\n\nimport re\nx = "ngày"',
        'x = "English text of a log"',
    ],
)
def test_docstrings_marked_and_excused_texts_pass(tmp_path: Path, source: str) -> None:
    assert not list(in_python(tmp_path / "a.py", source))


@pytest.mark.parametrize("text", ['_(f"Còn {n} ngày")', '_("Còn " + n)', '_("Còn %s".format(n))'])
def test_a_text_put_together_before_translation_is_found(tmp_path: Path, text: str) -> None:
    source = f"from django.utils.translation import gettext as _\n{text}\n"
    assert [problem.message for problem in in_python(tmp_path / "a.py", source)] == [
        "a text to translate must be one literal"
    ]


def test_a_script_of_ours_holds_no_text(tmp_path: Path) -> None:
    assert list(in_script(tmp_path / "a.js", 'show("Đã lưu")'))
    assert not list(in_script(tmp_path / "a.js", "show(form.dataset.saved) // hiện “Đã lưu”"))


def test_an_unknown_app_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--app", "casework.nothing"]) == 2
    assert "casework.letters" in capsys.readouterr().out


def test_english_comes_from_our_catalogues_and_vietnamese_is_the_source() -> None:
    with override("en"):
        assert gettext(WEEKDAYS[0]) == "Monday"
    with override("vi"):
        assert gettext(WEEKDAYS[0]) == "thứ Hai"


def test_vietnamese_has_one_form_and_english_two() -> None:
    text = "quá hạn %(count)d ngày"
    with override("vi"):
        assert {ngettext(text, text, number) for number in (0, 1, 2)} == {text}
    with override("en"):
        assert ngettext(text, text, 1) != ngettext(text, text, 2)
        assert "days" in ngettext(text, text, 2)
