// What the machine read stands in grey in an empty field: Tab accepts it, typing replaces it, Esc rejects it.
// Nothing is sent to the server as the field's value before a person has accepted it; the hidden input
// proposal-<name> says what became of it: open, accepted, replaced, rejected.
//
// While such a field has the focus, "congtam:source" is dispatched on document with {anchor}, so that a viewer
// beside the form can show the words it came from (data-proposal-anchor); with {anchor: null} when it is left.
import { composing } from "./keyboard.js";

const STATES = ["open", "accepted", "replaced", "rejected"];

function state(box) {
  return box.querySelector("[data-proposal-state]").value;
}

function show(box, next) {
  const input = box.querySelector("[data-proposal]");
  box.querySelector("[data-proposal-state]").value = next;
  for (const name of STATES) box.classList.toggle(`ct-proposal-${name}`, name === next);
  if ("placeholder" in input) input.placeholder = next === "open" ? input.dataset.proposal : "";
}

function tell(input) {
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function accept(box) {
  const input = box.querySelector("[data-proposal]");
  input.value = input.dataset.proposal;
  show(box, "accepted");
  tell(input);
}

function undo(box) {
  const input = box.querySelector("[data-proposal]");
  input.value = "";
  show(box, "open");
  tell(input);
  input.focus();
}

function onKey(event, box) {
  if (composing(event) || state(box) !== "open") return;
  if (event.key === "Tab" && !event.shiftKey && !event.ctrlKey && !event.altKey && event.target.value === "") {
    accept(box); // and the focus moves on, as Tab does
  } else if (event.key === "Escape") {
    show(box, "rejected");
    event.preventDefault();
  }
}

function onInput(event, box) {
  const input = event.target;
  if (input.value === input.dataset.proposal) return;
  if (input.value !== "") show(box, "replaced");
  else if (state(box) !== "rejected") show(box, "open");
}

function source(anchor) {
  document.dispatchEvent(new CustomEvent("congtam:source", { detail: { anchor } }));
}

function start(box) {
  const input = box.querySelector("[data-proposal]");
  if (!input || box.dataset.proposalReady) return;
  box.dataset.proposalReady = "yes";
  for (const button of box.querySelectorAll(".ct-proposal button")) button.hidden = false;
  show(box, "open");
  input.addEventListener("keydown", (event) => onKey(event, box));
  input.addEventListener("input", (event) => onInput(event, box));
  input.addEventListener("focus", () => source(input.dataset.proposalAnchor ?? null));
  input.addEventListener("blur", () => source(null));
  input.form?.addEventListener("congtam:restored", () => show(box, state(box)));
  box.querySelector("[data-proposal-accept]").addEventListener("click", () => {
    accept(box);
    input.focus();
  });
  box.querySelector("[data-proposal-reject]").addEventListener("click", () => show(box, "rejected"));
  box.querySelector("[data-proposal-undo]").addEventListener("click", () => undo(box));
}

export function startProposals(root) {
  for (const box of root.querySelectorAll("[data-proposal-field]")) start(box);
}
