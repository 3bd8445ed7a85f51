"""Sending the register page's form as a browser does."""

from uuid import uuid4

from django.test import Client


def send(client: Client, address: str, *, version: int, matters: list[tuple[str, str]], **typed: str) -> None:
    """Post the form; it must be saved (redirected), else RuntimeError with the status."""
    data = {**typed, "version": str(version), "save_key": str(uuid4())}
    data |= {"matters-TOTAL_FORMS": str(len(matters)), "matters-INITIAL_FORMS": "0"}
    for place, (kind, summary) in enumerate(matters):
        data |= {f"matters-{place}-kind": kind, f"matters-{place}-summary": summary}
    response = client.post(address, data)
    if response.status_code != 302:
        raise RuntimeError(f"{address} answered {response.status_code}")
