// Words that scripts say. They stand in the page (templates/shell/texts.html), translated with the rest.
const words = new Map();

/** The text for `key`, with {names} filled in; the key itself where the page has no text. */
export function text(key, values = {}) {
  if (words.size === 0) {
    const template = document.getElementById("texts");
    for (const item of template?.content.querySelectorAll("[data-key]") ?? []) {
      words.set(item.dataset.key, item.textContent);
    }
  }
  return (words.get(key) ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** "10:42", the time on the reader's clock. */
export function timeNow() {
  const now = new Date();
  return `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
}

/** "640 kB", "1,2 MB" in the page's language. */
export function fileSize(bytes) {
  const format = (value, digits) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits });
  if (bytes < 1e6) return text("unit.kb", { size: format(Math.max(1, Math.round(bytes / 1000)), 0) });
  return text("unit.mb", { size: format(bytes / 1e6, 1) });
}

/** An icon of the sprite that the page already uses. */
export function icon(name) {
  const used = document.querySelector("svg.ct-icon use");
  const sheet = used?.getAttribute("href").split("#")[0] ?? "";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "ct-icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sheet}#${name}`);
  svg.append(use);
  return svg;
}
