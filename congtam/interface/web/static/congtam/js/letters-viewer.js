// The scan beside the form: zoom, turn, pages, the words of the proposal that has the focus; and what the reader
// of scans found while somebody was typing already.
import { startProposals } from "./proposals.js";

// how a point moves when the page is turned clockwise, the page being 1 × 1
const MATRICES = { 0: "", 90: "matrix(0 1 -1 0 1 0)", 180: "matrix(-1 0 0 -1 1 1)", 270: "matrix(0 -1 1 0 0 1)" };
const ZOOMS = 4;

const viewer = document.querySelector("[data-viewer]");

// ---- pages ----

function sheets() {
  return [...viewer.querySelectorAll("[data-page]")];
}

/** Show a page turned; the server draws it so, the marks are turned with it. */
function turn(page, degrees) {
  page.dataset.turn = String(degrees);
  page.querySelector("img").src = `${page.dataset.picture}?turn=${degrees}`;
  page.querySelector(".li-marks g").setAttribute("transform", MATRICES[degrees]);
}

/** The page that fills most of its box. */
function current() {
  let best = null;
  let most = 0;
  for (const page of sheets()) {
    const box = page.closest(".li-pages").getBoundingClientRect();
    const place = page.getBoundingClientRect();
    const seen = Math.min(place.bottom, box.bottom) - Math.max(place.top, box.top);
    if (seen > most) [best, most] = [page, seen];
  }
  return best ?? sheets()[0];
}

/** Scroll inside the box only: the form beside it stays where it is. */
function bring(element, above) {
  const box = element.closest(".li-pages");
  const place = element.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (place.top >= frame.top && place.bottom <= frame.bottom && place.left >= frame.left && place.right <= frame.right) return;
  box.scrollTop += place.top - frame.top - above * frame.height;
  if (place.left < frame.left || place.right > frame.right) box.scrollLeft += place.left - frame.left - 16;
}

function markCurrent() {
  const id = current()?.dataset.page;
  for (const link of viewer.querySelectorAll("[data-go-page]")) {
    if (link.dataset.goPage === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function startPages() {
  viewer.querySelector("[data-viewer-tools]").hidden = false;
  for (const button of viewer.querySelectorAll("[data-zoom-by]")) {
    button.addEventListener("click", () => {
      const now = Number(viewer.dataset.zoom) + Number(button.dataset.zoomBy);
      viewer.dataset.zoom = String(Math.max(1, Math.min(ZOOMS, now)));
    });
  }
  viewer.querySelector("[data-rotate]").addEventListener("click", () => {
    const page = current();
    turn(page, (Number(page.dataset.turn) + 90) % 360);
    page.dataset.turned = "yes";
  });
  for (const link of viewer.querySelectorAll("[data-go-page]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      bring(document.getElementById(`page-${link.dataset.goPage}`), 0);
      markCurrent();
    });
  }
  for (const box of viewer.querySelectorAll(".li-pages")) box.addEventListener("scroll", markCurrent, { passive: true });
  markCurrent();
}

// ---- the words of a proposal ----

function show(anchor) {
  let first = null;
  for (const mark of viewer.querySelectorAll("[data-anchors]")) {
    const now = anchor !== null && mark.dataset.anchors.split(" ").includes(anchor);
    mark.classList.toggle("li-now", now);
    if (now && first === null && mark instanceof SVGElement) first = mark;
  }
  if (first) bring(first, 0.3);
}

// ---- what was read while the page was open ----

/** A proposal for a field in which nothing stands and to which nothing was proposed yet. */
function propose(each) {
  const input = document.getElementById(each.dataset.for);
  const box = input?.closest(".ct-field");
  if (!box || input.value !== "" || input.hasAttribute("data-proposal")) return;
  const proposal = each.firstElementChild;
  input.dataset.proposal = each.dataset.value;
  input.dataset.proposalAnchor = each.dataset.anchor;
  input.setAttribute("aria-describedby", [input.getAttribute("aria-describedby"), proposal.id].filter(Boolean).join(" "));
  box.dataset.proposalField = "";
  box.append(proposal);
  if (input === document.activeElement) show(each.dataset.anchor);
}

function readPage(each) {
  const page = document.getElementById(`page-${each.dataset.read}`);
  if (!page) return;
  page.querySelector(".li-marks").replaceWith(each.querySelector(".li-marks"));
  // where an officer has turned the page, it stays as they want it
  turn(page, page.dataset.turned ? Number(page.dataset.turn) : Number(each.dataset.turn));
  const text = viewer.querySelector(`[data-text-of="${each.dataset.read}"]`);
  text.querySelector("[data-text]").replaceChildren(...each.querySelector("[data-text]").childNodes);
  text.hidden = !text.querySelector("p");
}

function arrive(template) {
  const content = template.content.cloneNode(true);
  template.remove();
  for (const each of content.querySelectorAll("[data-read]")) readPage(each);
  for (const each of content.querySelectorAll("[data-for]")) propose(each);
  startProposals(document);
}

// ---- the keys of a proposal are Tab, Esc and clearing the field; its buttons are for the mouse, so that Tab
// goes from field to field of twenty letters a morning ----

function fieldToField() {
  for (const button of document.querySelectorAll(".ct-proposal button")) button.tabIndex = -1;
}

document.addEventListener("htmx:afterSettle", () => {
  for (const template of document.querySelectorAll("template[data-arrived]")) arrive(template);
  document.querySelector("[data-added] select, [data-added] input")?.focus();
  document.querySelector("[data-added]")?.removeAttribute("data-added");
  fieldToField();
});

fieldToField();

// the first field, unless the page has something to say first
if (!document.querySelector("[data-error-summary]")) {
  const added = document.querySelector("[data-added] select");
  (added ?? document.getElementById("id_sender_kind"))?.focus({ preventScroll: !added });
}

if (viewer) {
  startPages();
  document.addEventListener("congtam:source", (event) => show(event.detail.anchor));
}
