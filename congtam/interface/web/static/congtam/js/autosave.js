// Drafts. A form with data-autosave-url is sent there, without being submitted, a moment after typing stops;
// the server answers 2xx, or JSON {"saved_at": "10:42"}. The time stands in [data-autosave-status] of the form.
//
// When the session has ended, or the server is away, what was typed stays in this tab's sessionStorage (it goes
// away with the tab), a notice offers to sign in in a new tab, and the draft is sent again by itself.
import { inContact, secondsSinceContact, signedIn } from "./session.js";
import { text, timeNow } from "./texts.js";
import { toast } from "./toasts.js";

const PAUSE = 1500;
const FRESH_SECONDS = 60;
const SKIP = new Set(["csrfmiddlewaretoken", "password"]);

const storageKey = (form) => `draft:${form.dataset.autosaveUrl}`;

/** The typed values as pairs; files and passwords are never kept. */
function snapshot(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !SKIP.has(name));
}

function keep(form, sent = false) {
  sessionStorage.setItem(storageKey(form), JSON.stringify({ time: timeNow(), sent, values: snapshot(form) }));
}

function forget(form) {
  sessionStorage.removeItem(storageKey(form));
}

function say(form, message) {
  const place = form.querySelector("[data-autosave-status]");
  if (place) place.textContent = message;
}

/** The notice that the session has ended, with the way back. */
function tellExpired(form) {
  say(form, "");
  if (form.querySelector("[data-expired]")) return;
  const notice = document.createElement("div");
  notice.className = "ct-notice ct-is-soon";
  notice.dataset.expired = "";
  notice.setAttribute("role", "alert");
  const body = document.createElement("div");
  body.className = "ct-notice-body";
  const link = document.createElement("a");
  link.href = document.body.dataset.signInUrl;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = text("draft.signin");
  body.append(text("draft.expired"), " ", link);
  notice.append(body);
  form.prepend(notice);
  notice.scrollIntoView({ block: "nearest" });
}

function clearExpired(form) {
  form.querySelector("[data-expired]")?.remove();
}

async function failed(form) {
  keep(form);
  if ((await signedIn()) === false) tellExpired(form);
  else say(form, text("draft.offline"));
  return false;
}

/** Send the draft; true when the server has it. */
async function send(form) {
  keep(form);
  say(form, text("draft.saving"));
  try {
    // "manual": a redirect means the sign-in page, not success
    const answer = await fetch(form.dataset.autosaveUrl, { method: "POST", body: draft(form), redirect: "manual" });
    if (!answer.ok) return failed(form);
    inContact();
    forget(form);
    clearExpired(form);
    const found = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    say(form, text("draft.saved", { time: found.saved_at ?? timeNow() }));
    return true;
  } catch {
    return failed(form);
  }
}

function draft(form) {
  const body = new FormData();
  const token = form.querySelector('input[name="csrfmiddlewaretoken"]');
  if (token) body.append(token.name, token.value);
  for (const [name, value] of snapshot(form)) body.append(name, value);
  return body;
}

/** Whether the reader came here with the back button: after a save that failed, that is the way to the form. */
function cameBack() {
  return performance.getEntriesByType("navigation")[0]?.type === "back_forward";
}

/** What was submitted is kept until the next page of ours shows that the server answered. */
function forgetSent() {
  if (cameBack()) return;
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("draft:") && JSON.parse(sessionStorage.getItem(key)).sent) sessionStorage.removeItem(key);
  }
}

/** Put back what an earlier visit of this page could not send. */
function restore(form) {
  const kept = JSON.parse(sessionStorage.getItem(storageKey(form)) ?? "null");
  if (!kept) return false;
  const byName = new Map();
  for (const [name, value] of kept.values) byName.set(name, [...(byName.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || SKIP.has(field.name) || field.type === "file" || field.type === "submit") continue;
    const values = byName.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (values.length > 0) field.value = values.shift();
  }
  form.dispatchEvent(new CustomEvent("congtam:restored"));
  say(form, text("draft.restored", { time: kept.time }));
  return true;
}

/** A submit after a long silence asks first whether the session still holds: a form sent to an ended session
    would be answered by the sign-in page, and its contents lost. */
async function checkFirst(event, form) {
  if (secondsSinceContact() < FRESH_SECONDS && !form.querySelector("[data-expired]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  keep(form);
  const known = await signedIn();
  if (known === false) return tellExpired(form);
  if (known === null) return toast(text("net.failed"), "error");
  clearExpired(form);
  form.requestSubmit(submitter);
}

function start(form) {
  if (form.dataset.autosaveReady) return;
  form.dataset.autosaveReady = "yes";
  let timer = 0;
  let waiting = restore(form);
  const soon = (delay) => {
    clearTimeout(timer);
    waiting = true;
    timer = setTimeout(async () => {
      waiting = !(await send(form));
    }, delay);
  };
  form.addEventListener("input", () => {
    keep(form);
    soon(PAUSE);
  });
  form.addEventListener("change", () => soon(PAUSE));
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    checkFirst(event, form);
  });
  form.addEventListener("congtam:sent", () => keep(form, true));
  const again = () => waiting && document.visibilityState === "visible" && signedIn().then((yes) => yes && soon(0));
  document.addEventListener("visibilitychange", again);
  window.addEventListener("focus", again);
  window.addEventListener("online", again);
  if (waiting) soon(PAUSE);
}

export function startAutosave(root) {
  if (root === document) forgetSent();
  for (const form of root.querySelectorAll("form[data-autosave-url]")) start(form);
  // whoever signs out leaves nothing behind in the tab
  for (const form of root.querySelectorAll("form[data-sign-out]")) form.addEventListener("submit", () => sessionStorage.clear());
}
