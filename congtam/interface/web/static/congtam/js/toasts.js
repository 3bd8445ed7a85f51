// Short notices at the top of the page. Good news goes away by itself; what went wrong stays until it is closed.
import { icon, text } from "./texts.js";

const SECONDS = 12;
const LOOK = { error: ["ct-is-late", "alert-circle"], good: ["ct-is-good", "circle-check"], info: ["ct-is-info", "info-circle"] };

function arm(toast) {
  const close = toast.querySelector("[data-dismiss]");
  if (close) {
    close.hidden = false;
    close.addEventListener("click", () => toast.remove());
  }
  if (!toast.classList.contains("ct-is-good")) return;
  let timer = setTimeout(() => toast.remove(), SECONDS * 1000);
  // whoever is reading or reaching for it gets the time for it (WCAG 2.2.1)
  for (const stop of ["pointerenter", "focusin"]) toast.addEventListener(stop, () => clearTimeout(timer));
  toast.addEventListener("pointerleave", () => {
    timer = setTimeout(() => toast.remove(), SECONDS * 1000);
  });
}

/** Show `message`; kind is "error", "good" or "info". Returns the element. */
export function toast(message, kind = "info") {
  const [look, sign] = LOOK[kind];
  const element = document.createElement("div");
  element.className = `ct-notice ${look}`;
  if (kind === "error") element.setAttribute("role", "alert");
  const body = document.createElement("div");
  body.className = "ct-notice-body";
  body.textContent = message;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "ct-close";
  close.dataset.dismiss = "";
  close.setAttribute("aria-label", text("close"));
  close.append(icon("x"));
  element.append(icon(sign), body, close);
  document.getElementById("toasts")?.append(element);
  arm(element);
  return element;
}

export function startToasts() {
  for (const element of document.querySelectorAll("[data-toast]")) arm(element);
  // a server answer to htmx may carry: HX-Trigger: {"toast": {"text": "…", "kind": "good"}}
  document.addEventListener("toast", (event) => toast(event.detail.text, event.detail.kind));
}
