"""Tables leave in one way: every place that writes a workbook or CSV passes its texts through the one function."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "congtam"
#: reads what an office hands in, and writes nothing
READERS = {"casework/letters/opening/rows.py"}
WRITES = re.compile(r"^\s*(?:import|from) (?:openpyxl|csv|xlsxwriter|xlwt|odf|pandas)\b", re.MULTILINE)
NEUTRAL = "from congtam.interface.web.books.cells import neutral"


def places() -> dict[str, str]:
    files = (path for path in ROOT.rglob("*.py") if "tests" not in path.parts)
    found = {str(path.relative_to(ROOT)): path.read_text() for path in files}
    return {name: text for name, text in found.items() if WRITES.search(text) and name not in READERS}


def test_every_writer_of_tables_uses_the_one_function_for_cells() -> None:
    found = places()
    assert "interface/web/books/workbook.py" in found
    assert [name for name, text in found.items() if NEUTRAL not in text or text.count("neutral(") == 0] == []


def test_readers_read_only() -> None:
    for name in READERS:
        assert "Workbook(" not in (ROOT / name).read_text()
