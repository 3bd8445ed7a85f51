"""Bytes leave through one door: what any other place makes of a response is a page, a part of one, or JSON."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "congtam"
DOOR = ROOT / "interface" / "web" / "serving.py"
#: an answer of bytes or of text; the first needs the door, an empty answer and a redirect do not
ANSWERS = {"HttpResponse", "FileResponse", "StreamingHttpResponse"}
#: the error page when even its template fails is one sentence of our own
OF_OUR_OWN = {("interface/web/errors.py", "HttpResponse")}


def sources() -> Iterator[Path]:
    return (path for path in ROOT.rglob("*.py") if "tests" not in path.parts and path != DOOR)


def answers_with_content(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        keywords = {keyword.arg for keyword in node.keywords}
        if name in ANSWERS and (node.args or keywords - {"status", "headers"}):
            yield name


def headers_of_files(text: str) -> bool:
    return any(
        word in text for word in ("Content-Disposition", "content_disposition_header", "as_attachment")
    )


def test_no_other_place_answers_with_bytes() -> None:
    found = {
        (str(path.relative_to(ROOT)), name)
        for path in sources()
        for name in answers_with_content(ast.parse(path.read_text()))
    }
    assert found <= OF_OUR_OWN


def test_no_other_place_names_a_file_for_a_browser() -> None:
    assert [path for path in sources() if headers_of_files(path.read_text())] == []


def test_a_further_door_is_seen() -> None:
    wrong = ast.parse("def view(request): return HttpResponse(read_plain(stored), content_type='text/html')")
    assert list(answers_with_content(wrong)) == ["HttpResponse"]


def test_every_view_that_reads_a_stored_file_serves_it_through_the_door() -> None:
    """A view that opens stored bytes itself draws a picture of them or does not answer with them."""
    for path in sources():
        text = path.read_text()
        if "views" in str(path.relative_to(ROOT)) and "read_plain" in text:
            assert "serving" in text, path
