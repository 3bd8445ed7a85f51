// Boxes over the pages of a sealed scan: drawn, moved and resized by mouse, finger and keyboard. The numbers beside each
// page are what the form sends; without this script they are typed.
const STEP = 1;
const FINE = 0.2;
const LEAST = 0.6;
const NEW = { w: 30, h: 3 };
const CORNER = 18;
const SVG = "http://www.w3.org/2000/svg";

const within = (value, low, high) => Math.min(Math.max(value, low), Math.max(low, high));
const rounded = (value) => String(Math.round(value * 100) / 100);

class Sheet {
  constructor(page) {
    this.page = page;
    this.svg = page.querySelector(".lr-boxes");
    this.body = page.querySelector("tbody");
    this.template = page.querySelector("template[data-row]");
    this.status = page.querySelector("[data-box-status]");
    this.boxes = [];
    this.svg.replaceChildren();
    this.corner = this.make("lr-corner");
    page.classList.add("lr-on");
    page.querySelector("[data-numbers]").open = false;
    for (const row of this.body.querySelectorAll("[data-box-row]")) this.adopt(row);
    this.body.addEventListener("change", () => this.readNumbers());
    this.svg.addEventListener("pointerdown", (event) => this.grab(event));
    new ResizeObserver(() => this.placeCorner()).observe(this.svg);
  }

  // ---- rows and rectangles: one of each a box ----

  adopt(row) {
    const box = this.numbers(row);
    if (box) this.show(row, box);
    else row.remove(); // an empty row is for those without scripts
  }

  numbers(row) {
    const [x, y, w, h] = ["x", "y", "w", "h"].map((name) => Number(row.querySelector(`[name=${name}]`).value.replace(",", ".")));
    return w > 0 && h > 0 && [x, y, w, h].every(Number.isFinite) ? { x, y, w, h } : null;
  }

  make(name = "") {
    const rect = document.createElementNS(SVG, "rect");
    if (name) rect.setAttribute("class", name);
    return rect;
  }

  show(row, place) {
    const box = { row, rect: this.make(), ...place };
    box.rect.setAttribute("tabindex", "0");
    box.rect.setAttribute("role", "button");
    box.rect.addEventListener("keydown", (event) => this.key(event, box));
    box.rect.addEventListener("focus", () => this.placeCorner(box));
    box.rect.addEventListener("blur", () => this.placeCorner());
    this.boxes.push(box);
    this.svg.insertBefore(box.rect, this.corner.parentNode ? this.corner : null);
    this.draw(box);
    return box;
  }

  add(place) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    this.body.append(row);
    const box = this.show(row, place);
    this.changed(box);
    return box;
  }

  /** A new box in the middle of what is seen of the page. */
  addSeen() {
    const sheet = this.svg.getBoundingClientRect();
    const top = Math.max(sheet.top, 0);
    const bottom = Math.min(sheet.bottom, window.innerHeight);
    const middle = bottom > top ? (((top + bottom) / 2 - sheet.top) / sheet.height) * 100 : 10;
    const box = this.add({ x: 35, y: within(middle, 0, 100 - NEW.h), ...NEW });
    box.rect.focus({ preventScroll: bottom > top });
  }

  remove(box) {
    const place = this.boxes.indexOf(box);
    this.boxes.splice(place, 1);
    const next = this.boxes[place] ?? this.boxes[place - 1];
    box.row.remove();
    box.rect.remove();
    this.boxes.forEach((each) => this.draw(each));
    (next?.rect ?? document.querySelector(`[data-add-box="${this.page.dataset.redact}"]`)).focus();
    this.say(this.page.dataset.goneLabel);
    this.typed();
  }

  draw(box) {
    const { rect } = box;
    for (const [name, value] of [["x", box.x], ["y", box.y], ["width", box.w], ["height", box.h]]) rect.setAttribute(name, rounded(value));
    rect.setAttribute("aria-label", this.label(box));
  }

  label(box) {
    const said = { n: this.boxes.indexOf(box) + 1, x: Math.round(box.x), y: Math.round(box.y), w: Math.round(box.w), h: Math.round(box.h) };
    return this.page.dataset.boxLabel.replace(/\{(\w)\}/g, (_all, name) => said[name]);
  }

  changed(box) {
    for (const name of ["x", "y", "w", "h"]) box.row.querySelector(`[name=${name}]`).value = rounded(box[name]);
    this.draw(box);
    this.placeCorner(box);
    this.typed();
  }

  /** The form has something that is not saved (data-guard). */
  typed() {
    this.page.querySelector("textarea").dispatchEvent(new Event("input", { bubbles: true }));
  }

  say(text) {
    this.status.textContent = text;
  }

  readNumbers() {
    for (const box of [...this.boxes]) {
      const place = this.numbers(box.row);
      if (place) Object.assign(box, place);
      this.draw(box);
    }
  }

  // ---- keyboard ----

  key(event, box) {
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.remove(box);
      return;
    }
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = event.altKey ? FINE : STEP;
    if (event.shiftKey) this.resize(box, box.w + way[0] * step, box.h + way[1] * step);
    else this.move(box, box.x + way[0] * step, box.y + way[1] * step);
    this.say(this.label(box));
  }

  move(box, x, y) {
    box.x = within(x, 0, 100 - box.w);
    box.y = within(y, 0, 100 - box.h);
    this.changed(box);
  }

  resize(box, w, h) {
    box.w = within(w, LEAST, 100 - box.x);
    box.h = within(h, LEAST, 100 - box.y);
    this.changed(box);
  }

  // ---- mouse and finger ----

  placeCorner(box) {
    if (!box || !this.boxes.includes(box)) {
      if (!box && !this.dragging) this.corner.remove();
      return;
    }
    const sheet = this.svg.getBoundingClientRect();
    const [width, height] = [(CORNER / sheet.width) * 100, (CORNER / sheet.height) * 100];
    this.held = box;
    for (const [name, value] of [["x", box.x + box.w - width / 2], ["y", box.y + box.h - height / 2], ["width", width], ["height", height]]) {
      this.corner.setAttribute(name, rounded(value));
    }
    this.svg.append(this.corner);
  }

  point(event) {
    const sheet = this.svg.getBoundingClientRect();
    return [within(((event.clientX - sheet.left) / sheet.width) * 100, 0, 100), within(((event.clientY - sheet.top) / sheet.height) * 100, 0, 100)];
  }

  grab(event) {
    if (event.button !== 0) return;
    const [x, y] = this.point(event);
    const box = this.boxes.find((each) => each.rect === event.target);
    if (event.target === this.corner) this.drag(event, this.held, (to, at) => this.resize(this.held, to - this.held.x, at - this.held.y));
    else if (box) {
      const [left, top] = [x - box.x, y - box.y];
      this.drag(event, box, (to, at) => this.move(box, to - left, at - top));
    } else if (event.pointerType !== "touch") this.begin(event, x, y);
  }

  /** A new box between where the button went down and where it is; a mere click makes none. */
  begin(event, x, y) {
    let box = null;
    this.drag(event, null, (to, at) => {
      if (!box && (Math.abs(to - x) < LEAST || Math.abs(at - y) < LEAST)) return;
      box ??= this.add({ x, y, w: LEAST, h: LEAST });
      Object.assign(box, { x: Math.min(x, to), y: Math.min(y, at), w: Math.max(Math.abs(to - x), LEAST), h: Math.max(Math.abs(at - y), LEAST) });
      this.changed(box);
    }, () => box?.rect.focus({ preventScroll: true }));
  }

  drag(event, box, moved, ended = () => {}) {
    event.preventDefault();
    this.dragging = true;
    box?.rect.focus({ preventScroll: true });
    this.svg.setPointerCapture(event.pointerId);
    const move = (now) => moved(...this.point(now));
    const end = () => {
      this.dragging = false;
      this.svg.removeEventListener("pointermove", move);
      this.svg.removeEventListener("pointerup", end);
      this.svg.removeEventListener("pointercancel", end);
      ended();
    };
    this.svg.addEventListener("pointermove", move);
    this.svg.addEventListener("pointerup", end);
    this.svg.addEventListener("pointercancel", end);
  }
}

for (const page of document.querySelectorAll("[data-redact]")) {
  const sheet = new Sheet(page);
  document.querySelector(`[data-add-box="${page.dataset.redact}"]`).addEventListener("click", () => sheet.addSeen());
}
for (const each of document.querySelectorAll(".lr-scripted")) each.hidden = false;
