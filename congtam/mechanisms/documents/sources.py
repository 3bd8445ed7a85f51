"""A Word template as a program of a very small language: what it names, and nothing else that it may do.

docxtpl fills templates with Jinja, which could call methods and read attributes. A template is a file that
somebody uploads, so only names, conditions and loops are understood here.
"""

import io
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from docxtpl.template import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from congtam.mechanisms.documents.packing import NotWord, parts

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.For, nodes.Const,
    nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Filter,
)  # fmt: skip
_FILTERS = {"upper": str.upper}
#: docxtpl's way to put markup instead of text
_RAW = re.compile(r"\{\{\s*(?:r|p|tr|tc)\s[^}]{0,40}")
_TAG = re.compile(r"<[^>]*>")
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RENDERED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")


class BadTemplate(Exception):
    """The template uses what is not understood; ``line`` is the text where it does."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


def environment() -> ImmutableSandboxedEnvironment:
    """Strict: a name without a value is an error; escaped: a value is text, whatever it looks like."""
    env = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    env.globals.clear()
    env.filters = dict(_FILTERS)
    env.tests.clear()
    return env


class Source(DocxTemplate):
    """docxtpl, without two of its habits: document properties are not templates here, and a value that looks
    like docxtpl's own escapes (``{_{``) stays as it was typed."""

    docx: Any

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Leave them as they are."""

    def render_xml_part(
        self, src_xml: str, part: object, context: dict[str, Any], jinja_env: Any = None
    ) -> str:
        """Without docxtpl's replacing of ``{_{``, which would change what a person typed."""
        self.current_rendering_part = part
        resolve: Callable[[str], str] = self.resolve_listing
        return resolve(jinja_env.from_string(src_xml).render(context))

    def filled_parts(self) -> list[str]:
        """The XML of every part that is filled in, as Word wrote it."""
        untyped: Any = self
        untyped.init_docx()
        found: list[str] = [untyped.xml_to_string(self.docx._element.body)]
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            found += [untyped.get_part_xml(part) for _, part in untyped.get_headers_footers(uri)]
        package = self.docx.part.package
        found += [part.blob.decode() for part in package.parts if part.content_type == _FOOTNOTES]
        return found

    def program(self, xml: str) -> str:
        """The XML as Jinja sees it, with what Word put between the letters of a variable taken out."""
        patch: Callable[[str], str] = self.patch_xml
        return patch(xml)


def opened(content: bytes) -> Source:
    """The template, opened. Raises NotWord."""
    parts(content)
    source = Source(io.BytesIO(content))
    try:
        source.init_docx()
    except Exception as error:  # python-docx has no one error for what is not a document
        raise NotWord(str(error)) from error
    return source


@lru_cache(maxsize=64)
def names(content: bytes) -> frozenset[str]:
    """The variables that the template names. Raises NotWord, BadTemplate.

    Kept by content: an office has few templates, and each issue of a paper would parse its own again.
    """
    return names_in(opened(content))


def names_in(source: Source) -> frozenset[str]:
    """As `names`, of an opened template."""
    env = environment()
    found: set[str] = set()
    for xml in source.filled_parts():
        if raw := _RAW.search(_TAG.sub("", xml)):
            raise BadTemplate(raw.group())
        try:
            tree = env.parse(source.program(xml))
        except TemplateSyntaxError as error:
            raise BadTemplate(str(error.message)) from error
        _refuse_more(tree)
        found |= meta.find_undeclared_variables(tree)
    return frozenset(found)


def _refuse_more(tree: nodes.Template) -> None:
    for node in _walk(tree):
        if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.Filter) and node.name not in _FILTERS):
            name = getattr(node, "attr", None) or getattr(node, "name", None)
            raise BadTemplate(str(name or type(node).__name__))


def _walk(node: nodes.Node) -> list[nodes.Node]:
    return [node, *(found for child in node.iter_child_nodes() for found in _walk(child))]


def outside(members: dict[str, bytes]) -> list[str]:
    """Parts that are never filled in (comments, endnotes) and yet hold a variable."""
    return sorted(
        name
        for name, content in members.items()
        if name.startswith("word/") and name.endswith(".xml") and not _RENDERED.fullmatch(name)
        if b"{{" in content or b"{%" in content
    )
