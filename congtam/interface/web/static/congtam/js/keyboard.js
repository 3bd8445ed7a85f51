// Shortcuts. Single letters never act while a field has the focus, never while a Vietnamese input method
// composes, and can be switched off per account (WCAG 2.1.4).
//
// A page takes part by marking elements:
//   data-row            a line of a list that j and k move over; Enter opens its link
//   data-shortcut="a"   a link, button or <details> that the letter a opens (a s r n d h)
//   data-go="h"         where "g h" leads
//   rel="prev|next"     where [ and ] lead
//   data-save, data-save-next   the buttons of Ctrl+S and Ctrl+Enter
const LETTERS = new Set(["a", "s", "r", "n", "d", "h"]);
const GO_SECONDS = 1.5;

let goUntil = 0;

/** True while an input method is at work: its keys are not ours. 229 is what browsers give for such a key. */
export function composing(event) {
  return event.isComposing || event.keyCode === 229 || event.key === "Process";
}

function inField(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])") !== null;
}

function visible(element) {
  return element.getClientRects().length > 0;
}

function first(selector) {
  return [...document.querySelectorAll(selector)].find(visible);
}

/** Do what the element is for. */
function act(element) {
  if (!element) return false;
  if (element instanceof HTMLDetailsElement) {
    element.open = !element.open;
    element.querySelector("summary").focus();
    element.scrollIntoView({ block: "nearest" });
  } else if (element.matches("input, textarea, select")) {
    element.focus();
  } else {
    element.focus();
    element.click();
  }
  return true;
}

function moveRow(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter(visible);
  if (rows.length === 0) return false;
  const now = rows.findIndex((row) => row.hasAttribute("data-current"));
  const next = rows[now === -1 ? (step > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, now + step))];
  for (const row of rows) row.toggleAttribute("data-current", row === next);
  // focus lies on the link itself, so Enter needs nothing from us and a screen reader says where we are
  next.querySelector("a[href]")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function openShortcuts() {
  const dialog = document.getElementById("shortcuts");
  if (!dialog || dialog.open) return false;
  dialog.showModal();
  return true;
}

/** Ctrl+S and Ctrl+Enter work inside fields too. */
function save(event) {
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  const scope = form?.querySelector("[data-save]") ? form : document;
  const plain = scope.querySelector("[data-save]");
  const button = event.key === "Enter" ? (scope.querySelector("[data-save-next]") ?? plain) : plain;
  if (!button) return false;
  button.click();
  return true;
}

function single(event) {
  const key = event.key;
  if (goUntil > performance.now()) {
    goUntil = 0;
    return /^[a-z]$/.test(key) && act(document.querySelector(`[data-go="${key}"]`));
  }
  if (key === "/") return act(first("[data-search]"));
  if (key === "?") return openShortcuts();
  if (key === "j") return moveRow(1);
  if (key === "k") return moveRow(-1);
  if (key === "[") return act(first('a[rel~="prev"]'));
  if (key === "]") return act(first('a[rel~="next"]'));
  if (key === "g") {
    goUntil = performance.now() + GO_SECONDS * 1000;
    return true;
  }
  return LETTERS.has(key) && act(first(`[data-shortcut="${key}"]`));
}

function onKey(event) {
  if (event.defaultPrevented || composing(event) || event.altKey) return;
  if (event.repeat && event.key !== "j" && event.key !== "k") return;
  if (document.querySelector("dialog[open]")) return;
  const command = event.ctrlKey || event.metaKey;
  let done = false;
  if (command && (event.key === "s" || event.key === "Enter")) done = save(event);
  else if (!command && !inField(event.target) && document.body.dataset.singleKeys !== "off") done = single(event);
  if (done) event.preventDefault();
}

export function startKeyboard() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-open-shortcuts]")) openShortcuts();
  });
  // moving by mouse or Tab takes the mark along
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.("[data-row]");
    if (!row) return;
    for (const other of document.querySelectorAll("[data-row][data-current]")) other.removeAttribute("data-current");
    row.setAttribute("data-current", "");
  });
}
