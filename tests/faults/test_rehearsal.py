"""A rehearsal proves a backup in a home of its own, leaves nothing behind, and the administrator's page shows it."""

import json
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
import pytest

from congtam.foundation import clock
from congtam.foundation.commands import CommandError
from congtam.project.backups.layout import DUMP
from congtam.project.backups.rehearsing import rehearse
from congtam.project.database import ensure_server
from congtam.project.database.cluster import Cluster
from congtam.project.home import Home
from tests.faults.product import CONGTAM, Product, environment, run, wait_until

pytestmark = pytest.mark.xdist_group("rehearsal")


@pytest.fixture(scope="module")
def city() -> Iterator[Home]:
    """A home with the demo city in it."""
    from conftest import root

    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        home = Home.at(root() / f"rehearsed-{os.getpid()}")
        loaded = run(home.path, "demo", "load")
        assert loaded.returncode == 0, loaded.stderr
        yield home
        shutil.rmtree(home.path)


@pytest.fixture(scope="module")
def saved(city: Home) -> Path:
    """A backup of the city by the command."""
    target = city.path.with_name(f"{city.path.name}-saved")
    done = run(city.path, "backup", str(target), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["noted"] is True
    return target


def _events(home: Home, kind: str) -> list[tuple[bool, dict[str, Any]]]:
    server = ensure_server(home)
    try:
        with psycopg.connect(server.url("owner")) as connection:
            rows = connection.execute(
                "SELECT ok, figures FROM upkeep_upkeepevent WHERE kind = %s ORDER BY id", [kind]
            )
            return [(bool(ok), dict(figures)) for ok, figures in rows.fetchall()]
    finally:
        server.stop_if_ours()


def _left(home: Home) -> list[Path]:
    return list(home.path.glob("rehearsal-*"))


def test_a_good_backup_is_rehearsed_and_the_day_is_kept(city: Home, saved: Path) -> None:
    done = run(city.path, "rehearse", str(saved), "--json")

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["ok"], found["differences"], found["noted"]) == (True, [], True)
    assert found["verified"]["ok"] is True
    assert found["verified"]["records"] == found["records"] > 10
    assert found["verified"]["entries"] == found["entries"] > 10
    ok, figures = _events(city, "rehearsal")[-1]
    assert ok is True
    assert {key: figures[key] for key in ("records", "entries", "files", "made_at")} == {
        key: found[key] for key in ("records", "entries", "files", "made_at")
    }
    assert _left(city) == []


def test_while_the_product_runs_it_is_backed_up_rehearsed_and_shown(city: Home, home_path: Path) -> None:
    target = home_path.with_name(f"{home_path.name}-running")
    product = Product(city.path).start()
    try:
        done = [run(city.path, command, str(target), "--json") for command in ("backup", "rehearse")]
        page = " ".join(_page(product.url, "/upkeep/").split())
    finally:
        product.end()

    assert [each.returncode for each in done] == [0, 0], done
    assert page.count("(hôm nay)") == 2
    assert page.count(clock.today().strftime("%d/%m/%Y</time>")) == 2
    assert f"{json.loads(done[1].stdout)['entries']} mục nhật ký" in page
    # the cover of a locked screen waits on every page, hidden
    assert page.count('role="alert"') == page.count('id="cover-said" role="alert" hidden')


def _page(url: str, path: str) -> str:
    """As the demo's administrator sees it."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    form = browser.open(f"{url}/accounts/login/", timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token
    typed = {"login": "quantri", "password": "congtam", "csrfmiddlewaretoken": token[1], "next": path}
    body = urllib.parse.urlencode(typed).encode()
    return str(browser.open(f"{url}/accounts/login/", body, timeout=30).read().decode())


def test_a_backup_writes_down_that_it_was_made(city: Home, saved: Path) -> None:
    ok, figures = _events(city, "backup")[0]

    assert ok is True
    assert figures["records"] > 10
    assert str(saved) not in json.dumps(figures)


def test_the_present_home_is_not_touched(city: Home, saved: Path) -> None:
    before = {path.name: path.read_bytes() for path in city.secrets.iterdir()}

    rehearse(city, saved)

    assert {path.name: path.read_bytes() for path in city.secrets.iterdir()} == before
    assert Cluster(city).pid() is None


def test_a_damaged_backup_fails_its_rehearsal_and_that_is_kept(city: Home, copy: Path) -> None:
    with (copy / DUMP).open("r+b") as dump:
        dump.truncate(1000)

    done = run(city.path, "rehearse", str(copy), "--json")

    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "backup_damaged"
    ok, figures = _events(city, "rehearsal")[-1]
    assert (ok, figures["failed"]) == (False, "backup_damaged")
    assert _left(city) == []


def test_what_verify_finds_fails_the_rehearsal(
    city: Home, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module("congtam.project.backups.rehearsing")
    whole = module._verified

    def with_a_lost_file(other: Home) -> dict[str, Any]:
        next(path for path in other.files.rglob("*") if path.is_file()).unlink()
        return dict(whole(other))

    monkeypatch.setattr(module, "_verified", with_a_lost_file)
    found = rehearse(city, saved)

    assert found["ok"] is False
    assert found["verified"]["first_bad"]["kind"]
    assert _left(city) == []


def test_a_wrong_call_is_no_rehearsal(city: Home, home_path: Path) -> None:
    before = _events(city, "rehearsal")

    done = run(city.path, "rehearse", str(home_path), "--json")

    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (2, "no_backup")
    assert _events(city, "rehearsal") == before


def test_a_disk_that_is_too_small_is_said_before_anything_is_written(
    city: Home, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil._ntuple_diskusage(10**9, 10**9, 10**6)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full)

    with pytest.raises(CommandError) as refused:
        rehearse(city, saved)

    assert (refused.value.exit_code, refused.value.code) == (4, "disk_too_small")
    assert _left(city) == []


def test_a_rehearsal_that_takes_too_long_is_ended_and_cleared_away(city: Home, saved: Path) -> None:
    with pytest.raises(CommandError) as ended:
        rehearse(city, saved, longest=1.5)

    assert (ended.value.exit_code, ended.value.code) == (4, "rehearsal_too_long")
    assert _left(city) == []
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_rehearsal_that_was_ended_leaves_nothing_for_long(
    city: Home, saved: Path, number: signal.Signals
) -> None:
    process = subprocess.Popen([*CONGTAM, "rehearse", str(saved)], env=environment(city.path))
    wait_until(lambda: any((home / "database" / "data" / "postmaster.pid").exists() for home in _left(city)))
    clusters = [Cluster(Home(path)) for path in _left(city)]

    process.send_signal(number)
    process.wait(60)
    if number == signal.SIGKILL:  # the next one clears away
        time.sleep(0.5)
        rehearse(city, saved)

    assert _left(city) == []
    assert [cluster.pid() for cluster in clusters] == [None]
