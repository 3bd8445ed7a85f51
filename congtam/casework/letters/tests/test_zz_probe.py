"""Probe."""
import io, logging
from datetime import date
from uuid import uuid4
import pytest
from django.test import Client
from congtam.casework.letters import actions as A
from congtam.casework.letters.models import *
from congtam.casework.letters.tests import situations as S
from congtam.casework.letters.tests.work_pages import Office
from congtam.foundation import clock
from congtam.mechanisms.lifecycle.models import Deadline, Record
from congtam.mechanisms.lifecycle.acts import perform
DAY = date(2026,7,1)

def test_hold_after_open(office):
    c = office.cast
    with clock.frozen(DAY):
        l = S.triaged(c, on=DAY)
        A.triage_again(letter=l, actor=c.actor(c.chi), on=DAY, reason="là tố cáo")
        A.hold_letter(letter=l, actor=c.actor(c.chi), on=DAY)
    s = Letter.objects.get(pk=l.pk)
    print("STORED", repr(s.sender_name), s.opened_at)
    assert s.sender_name == ""

def test_received_corrected(office):
    c = office.cast
    with clock.frozen(DAY):
        l = S.received(c, on=DAY)
        A.register_letter(letter=l, actor=c.actor(c.van), on=DAY, sender=S.SENDER, summary="x", matters=(S.COMPLAINT,), received_on=date(2026,6,25))
    for d in Deadline.objects.filter(record=l.record): print(d.duty, d.state, d.event_on, d.warn_on, d.due_on)
    print(l.record.opened_on)
    assert l.record.opened_on == date(2026,6,25)

def test_same_bytes_after_void(office):
    from congtam.foundation.files.tests import samples
    from congtam.casework.letters.reading import sample_pages
    c = office.cast
    print([n for n in dir(samples)])
    pdf = samples.pdf() if hasattr(samples,'pdf') else None
    with clock.frozen(DAY):
        def take(): return A.receive_letter(actor=c.actor(c.van), unit=c.city, on=DAY, channel=Channel.POST, source=io.BytesIO(pdf), name="scan.pdf")
        first = take(); 
        A.void_letter(letter=first.letter, actor=c.actor(c.van), on=DAY, reason="nhầm")
        second = take(); third = take()
    assert second.duplicate_of is None
    assert third.duplicate_of == second.letter

def test_log_of_code(office, caplog):
    with caplog.at_level(logging.DEBUG):
        Client().get("/vi/tra-cuu/K7QX-P3MA-9WHT-4ERB/")
        Client().get("/vi/tra-cuu/", {"code": "K7QX-P3MA-9WHT-4ERB"})
    assert "K7QX" not in caplog.text, caplog.text

def test_healthz_down(office, monkeypatch):
    from django.db import connection
    from django.db.utils import OperationalError
    from congtam.foundation.access import middleware
    def boom(*a, **k): raise OperationalError("gone")
    monkeypatch.setattr(middleware.transaction, "atomic", boom)
    r = Client(raise_request_exception=False).get("/healthz")
    print(r.status_code, r.headers["Content-Type"], r.content[:80])
    assert r.headers["Content-Type"] == "application/json"

def test_origin_null(office):
    c = office.cast
    from congtam.casework.letters.receiving import receipt_of
    with clock.frozen(DAY):
        l = S.registered(c, on=DAY)
        r = Client().post("/vi/tra-cuu/", {"code": receipt_of(l)}, headers={"origin": "null"})
    assert r.status_code == 200, r.status_code

def test_worked(office):
    c = office.cast
    M = A.MatterDetails
    def show(l):
        for d in Deadline.objects.filter(record=l.record).order_by("pk"): print("  ", d.item, d.duty, d.state, d.event_on, "warn", d.warn_on, "due", d.due_on, d.rule, d.provisional, d.met_on)
    d0 = date(2026,6,25)
    with clock.frozen(d0): l = S.triaged(c, on=d0)
    d1 = date(2026,7,1)
    with clock.frozen(d1): A.accept_letter(letter=l, actor=c.actor(c.lan), on=d1, signer=S.SIGNER, save=S.save())
    print("seam 25 Jun -> accept 1 Jul"); show(l)
    with clock.frozen(d0): l = S.triaged(c, on=d0)
    d1 = date(2026,6,30)
    with clock.frozen(d1): A.accept_letter(letter=l, actor=c.actor(c.lan), on=d1, signer=S.SIGNER, save=S.save())
    print("seam 25 Jun -> accept 30 Jun"); show(l)
    ms = (M(kind=Kind.COMPLAINT, summary="a", complex=True, remote=True), M(kind=Kind.COMPLAINT, summary="b", complex=True), M(kind=Kind.PETITION, summary="p"))
    for d0, d1, d2 in ((date(2026,6,25), date(2026,7,3), date(2026,8,20)), (date(2026,7,1), date(2026,7,10), date(2026,8,20))):
        with clock.frozen(d0): l = S.triaged(c, on=d0, matters=ms)
        with clock.frozen(d1): A.accept_letter(letter=l, actor=c.actor(c.lan), on=d1, signer=S.SIGNER, save=S.save())
        with clock.frozen(d2):
            doc = A.decide_letter(letter=l, actor=c.actor(c.lan), on=d2, signer=S.SIGNER, outcomes={1: Outcome.RIGHT, 2: Outcome.WRONG}, findings="f", decision="d", save=S.save())
            from congtam.mechanisms.documents import dispatching as D
            a = c.actor(c.chi)
            D.record_sent(doc, actor=a, on=d2, sent_on=d2, how="post", proof=D.Proof(note="bl"))
            d3 = date(2026,8,24)
        with clock.frozen(d3):
            D.record_received(doc, actor=a, on=d3, received_on=d3, proof=D.Proof(note="bl"))
        print("two complaints", d0, d1, d2); show(l)
    pass

def test_held_pages(office):
    c = office.cast
    with clock.frozen(DAY):
        l = S.registered(c, on=DAY, matters=(A.MatterDetails(kind=Kind.DENUNCIATION, summary="Tố cáo ông Bị Cáo nhận hối lộ"),))
        A.hold_letter(letter=l, actor=c.actor(c.chi), on=DAY)
        from congtam.foundation.access.setup import add_post, add_account, hold
        acc = add_account(username="xem", display_name="Xem", password=None)
        hold(account=acc, post=add_post(unit=c.city, title="Xem", permissions=["letters.view"]), since=date(2015,1,1))
        cl = Client(); cl.force_login(acc)
        for u in (f"/letters/{l.record.code}/", "/letters/?tab=all", "/"):
            r = cl.get(u); t = r.content.decode()
            print(u, r.status_code, "hối lộ" in t, "mức bồi thường" in t, "phường (thử)" in t, "Tố cáo" in t)
    pass
