"""PDF by LibreOffice: made where it is installed, explained where it is not, never half done."""

import os
from pathlib import Path

import pytest

from congtam.mechanisms.documents import pdf
from congtam.mechanisms.documents.tests.samples import word


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of our own in the place of LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_without_libreoffice_there_is_no_pdf_and_the_reason_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert pdf.to_pdf(word("a")) is None
    assert "LibreOffice" in pdf.why_not()


def test_what_libreoffice_writes_is_given_back_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "where"
    program(
        tmp_path, f'pwd > {record}; test -s document.docx && printf "%s" "%PDF-1" > document.pdf', monkeypatch
    )
    assert pdf.to_pdf(word("a")) == b"%PDF-1"
    assert pdf.why_not() == ""
    assert not Path(record.read_text().strip()).exists()


def test_a_failure_says_what_libreoffice_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "echo 'Error: source file could not be loaded' >&2; exit 1", monkeypatch)
    with pytest.raises(pdf.PdfFailed, match="could not be loaded"):
        pdf.to_pdf(word("a"))


def test_a_program_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "exec sleep 30", monkeypatch)
    monkeypatch.setattr(pdf, "_SECONDS", 0.2)
    with pytest.raises(pdf.PdfFailed, match="giây"):
        pdf.to_pdf(word("a"))
