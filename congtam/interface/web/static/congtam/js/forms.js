// Every form: sent once, not left by mistake, the error summary in focus.
import { text } from "./texts.js";

/** A second click on the way does nothing. The server's idempotency key is what counts; this is courtesy.
    A form whose answer is a file to download leaves the page where it is: mark it data-repeatable. */
function once(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.method === "get" || form.hasAttribute("data-repeatable")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.dispatchEvent(new CustomEvent("congtam:sent"));
  // after this turn, so that the button's own name and value still go along
  setTimeout(() => lock(form, event.submitter), 0);
}

function lock(form, submitter) {
  for (const button of form.querySelectorAll("button:not([type=button]), input[type=submit]")) button.disabled = true;
  if (submitter?.hasAttribute("data-save") || submitter?.hasAttribute("data-save-next")) {
    submitter.dataset.label = submitter.textContent;
    submitter.textContent = text("form.sending");
  }
}

/** Back from the next page: the browser shows the old page as it was left, locked. */
function unlock() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button:disabled, input[type=submit]:disabled")) button.disabled = false;
    for (const button of form.querySelectorAll("[data-label]")) button.textContent = button.dataset.label;
  }
}

/** Forms marked data-guard ask before they are left with something typed; forms that keep drafts need not. */
function guard() {
  const dirty = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.hasAttribute("data-guard")) dirty.add(form);
  });
  document.addEventListener("submit", (event) => dirty.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
  });
}

export function startForms() {
  document.addEventListener("submit", once);
  window.addEventListener("pageshow", (event) => event.persisted && unlock());
  guard();
  document.querySelector("[data-error-summary]")?.focus();
}
