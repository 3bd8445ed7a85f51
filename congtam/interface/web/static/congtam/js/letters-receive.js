// The page where letters are taken in: several files at once, and the list of what has arrived.

const QUIET = 500;
const CODE = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/;

const form = document.querySelector("form[data-receive]");
const list = form?.querySelector("[data-drop-list]");

/** A code in a message becomes a link to its record, in a tab of its own: the other files are still on their way. */
function linked(place) {
  for (const node of [...place.childNodes]) {
    const found = node.nodeType === Node.TEXT_NODE ? CODE.exec(node.textContent) : null;
    if (!found) continue;
    const sentence = document.createElement("span");
    node.replaceWith(sentence);
    sentence.append(node);
    const link = document.createElement("a");
    link.href = `/letters/${found[0]}/`;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = found[0];
    const rest = node.splitText(found.index);
    rest.textContent = rest.textContent.slice(found[0].length);
    rest.before(link);
  }
}

/** The list of letters that wait is asked for again when nothing has moved for a moment. */
let timer = 0;
function soon() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    for (const place of list.querySelectorAll(".ct-error, [data-state]")) linked(place);
    const waiting = document.getElementById("waiting");
    if (waiting) window.htmx?.trigger(waiting, "arrived");
  }, QUIET);
}

if (form && list) {
  // before the drop zone sees them: the server leads on to the form only where one file came alone
  form.addEventListener("change", (event) => {
    if (event.target.type === "file") form.elements.files.value = String(event.target.files.length);
  }, true);
  new MutationObserver(soon).observe(list, { childList: true, subtree: true, characterData: true });
}
