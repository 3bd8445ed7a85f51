// The idle lock. After so long without a key, a pointer or a touch, or with Ctrl+Alt+L, a cover lies over the page;
// the server has locked the session and answers nothing. Unlocking goes by fetch and the cover is taken away: the
// page under it, and what was typed there, is as it was. Several tabs lock and open together.
import { inContact, secondsSinceContact, signedIn } from "./session.js";
import { text } from "./texts.js";

const HEARTBEAT = 30;
const LOOK_EVERY = 5000;

const cover = document.getElementById("cover");
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("congtam-lock") : null;
let lastActive = Date.now();
let title = "";

/** Put the cover over the page; the server has locked the session, or is about to. */
function show() {
  if (!cover || cover.open) return;
  title = document.title;
  document.title = text("lock.title");
  document.body.dataset.covered = "";
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  say("");
  cover.showModal();
  cover.querySelector("[name=password]").focus();
}

function hide(csrf) {
  for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = csrf;
  delete document.body.dataset.covered;
  document.title = title;
  cover.querySelector("[name=password]").value = "";
  cover.close();
  lastActive = Date.now();
  inContact();
  document.dispatchEvent(new CustomEvent("congtam:unlocked"));
}

function say(message) {
  const place = document.getElementById("cover-said");
  place.textContent = message;
  place.hidden = message === "";
}

function token() {
  return cover.querySelector('input[name="csrfmiddlewaretoken"]').value;
}

async function send(url, fields) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", token());
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
}

/** Lock at once. The cover comes first: nobody waits for a network to hide a page. */
async function lock() {
  show();
  tabs?.postMessage("locked");
  try {
    const answer = await send(cover.dataset.lockUrl, {});
    if (!answer.ok) say(text("net.error", { status: answer.status }));
  } catch {
    say(text("net.failed"));
  }
}

async function unlock(fields) {
  say("");
  try {
    const answer = await send(cover.dataset.unlockUrl, fields);
    if (answer.type === "opaqueredirect" || answer.status === 401) return window.location.reload();
    const found = await answer.json();
    if (!found.unlocked) {
      say(found.message ?? text("net.error", { status: answer.status }));
      cover.querySelector("[name=password]").select();
      return;
    }
    tabs?.postMessage("open");
    hide(found.csrf);
  } catch {
    say(text("net.failed"));
  }
}

function load(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

async function passkey() {
  try {
    if (!window.webauthnJSON) await load(cover.dataset.passkeySrc);
    const answer = await fetch(cover.dataset.unlockUrl, { headers: { Accept: "application/json" }, cache: "no-store" });
    const credential = await window.webauthnJSON.get((await answer.json()).request_options);
    await unlock({ credential: JSON.stringify(credential) });
  } catch {
    say(text("lock.passkey"));
  }
}

/** Another tab was opened again: so is this one, with a fresh token from the server. */
async function openedElsewhere() {
  if (!cover.open) return;
  try {
    const answer = await fetch(document.body.dataset.sessionUrl, { cache: "no-store" });
    const found = await answer.json();
    if (found.signed_in && !found.locked) hide(found.csrf);
  } catch {
    say(text("net.failed"));
  }
}

function active() {
  if (cover.open) return;
  if (Date.now() - lastActive > 1000) tabs?.postMessage("active");
  lastActive = Date.now();
}

/** Somebody types and the server does not know: tell it, so that it does not lock what is in use. */
async function heartbeat() {
  if (Date.now() - lastActive > HEARTBEAT * 1000 || secondsSinceContact() < HEARTBEAT) return;
  try {
    const answer = await fetch(`${document.body.dataset.sessionUrl}?active`, { cache: "no-store" });
    const found = await answer.json();
    if (found.locked) show();
    else if (found.signed_in) inContact();
  } catch {
    // the next one may get through
  }
}

function look(seconds) {
  if (cover.open) return;
  if (Date.now() - lastActive >= seconds * 1000) lock();
  else heartbeat();
}

function listen() {
  for (const name of ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"]) {
    document.addEventListener(name, active, { passive: true, capture: true });
  }
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey && event.altKey && event.code === "KeyL") {
        event.preventDefault();
        lock();
      }
    },
    { capture: true },
  );
  document.addEventListener("submit", (event) => {
    if (!event.target.hasAttribute("data-lock")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    lock();
  }, { capture: true });
  tabs?.addEventListener("message", (event) => {
    if (event.data === "locked") show();
    else if (event.data === "open") openedElsewhere();
    else lastActive = Date.now();
  });
}

export function startLock() {
  if (!cover) return;
  listen();
  cover.addEventListener("cancel", (event) => event.preventDefault());
  // some browsers let Escape close any dialog in the end
  cover.addEventListener("close", () => "covered" in document.body.dataset && cover.showModal());
  const form = cover.querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    unlock({ password: form.elements.password.value });
  });
  cover.querySelector("[data-passkey]").addEventListener("click", passkey);
  document.addEventListener("congtam:locked", show);
  // what a page asks for by itself does not pass for somebody at work
  document.addEventListener("htmx:configRequest", (event) => {
    if (Date.now() - lastActive > HEARTBEAT * 1000) event.detail.headers["X-Idle"] = "1";
  });
  // the browser shows a page again as it was left: perhaps the screen was locked meanwhile
  window.addEventListener("pageshow", (event) => event.persisted && signedIn());
  const seconds = Number(cover.dataset.idleSeconds);
  if (!seconds) return;
  setInterval(() => look(seconds), Math.min(LOOK_EVERY, seconds * 250));
  // a laptop that slept shows nothing when it wakes
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look(seconds));
}
