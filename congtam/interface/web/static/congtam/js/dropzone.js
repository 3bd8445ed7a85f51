// Files dropped or chosen: name, size and type are shown, impossible ones refused at once, uploads show progress.
// With data-upload-url each file is sent there by itself; the server answers JSON: 2xx {"next": "/…"} to go on,
// or {"message"}; 4xx {"message"} says why not. Without it the files wait in the input for their form.
import { fileSize, icon, text } from "./texts.js";
import { inContact } from "./session.js";

function problem(file, zone, input) {
  const max = Number(zone.dataset.maxBytes);
  if (file.size === 0) return text("file.empty");
  if (max && file.size > max) return text("file.big", { size: fileSize(file.size), max: zone.dataset.maxText });
  const wanted = input.accept.split(",").map((part) => part.trim().toLowerCase()).filter(Boolean);
  const fits = (part) =>
    part.startsWith(".") ? file.name.toLowerCase().endsWith(part) : part.endsWith("/*") ? file.type.startsWith(part.slice(0, -1)) : file.type === part;
  return wanted.length && !wanted.some(fits) ? text("file.type") : "";
}

function line(file) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.className = "ct-file-name";
  name.textContent = file.name;
  const about = document.createElement("span");
  about.className = "ct-quiet ct-nowrap";
  const kind = file.name.includes(".") ? file.name.split(".").pop().toUpperCase() : file.type;
  about.textContent = [kind, fileSize(file.size)].filter(Boolean).join(" · ");
  item.append(icon(file.type.includes("pdf") ? "file-type-pdf" : "photo"), name, about);
  return item;
}

function fail(item, message) {
  item.querySelector(".ct-bar")?.remove();
  item.querySelector("[data-state]")?.remove();
  const error = document.createElement("p");
  error.className = "ct-error";
  error.setAttribute("role", "alert");
  error.append(icon("alert-circle"), message);
  item.append(error);
}

function progress(item) {
  const bar = document.createElement("progress");
  bar.className = "ct-bar ct-bar-thick";
  bar.max = 100;
  bar.value = 0;
  const state = document.createElement("span");
  state.dataset.state = "";
  state.className = "ct-quiet";
  bar.setAttribute("aria-label", text("file.sending", { share: "0 %" }));
  item.append(bar, state);
  return (percent) => {
    bar.value = percent;
    state.textContent = percent < 100 ? text("file.sending", { share: `${percent} %` }) : text("file.checking");
  };
}

function answer(request, item) {
  let found = {};
  try {
    found = JSON.parse(request.responseText);
  } catch {
    // an error page, not our JSON: the general sentence below
  }
  if (request.status < 200 || request.status >= 300) return fail(item, found.message ?? text("file.failed"));
  inContact();
  if (found.next) window.location.assign(found.next);
  else if (found.message) item.querySelector("[data-state]").textContent = found.message;
}

/** fetch() cannot tell how much has been sent; XMLHttpRequest can. */
function upload(file, item, zone, input) {
  const body = new FormData();
  const token = document.querySelector('input[name="csrfmiddlewaretoken"]');
  if (token) body.append(token.name, token.value);
  const form = zone.closest("form");
  if (form) for (const [name, value] of new FormData(form)) if (typeof value === "string" && name !== token?.name) body.append(name, value);
  body.append(input.name, file);
  const show = progress(item);
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => event.lengthComputable && show(Math.round((100 * event.loaded) / event.total)));
  request.addEventListener("load", () => answer(request, item));
  request.addEventListener("error", () => fail(item, text("file.failed")));
  request.open("POST", zone.dataset.uploadUrl);
  request.setRequestHeader("Accept", "application/json");
  request.send(body);
}

function take(files, zone, input) {
  const list = zone.querySelector("[data-drop-list]");
  list.replaceChildren();
  let good = true;
  for (const file of files) {
    const item = line(file);
    list.append(item);
    const wrong = problem(file, zone, input);
    if (wrong) {
      fail(item, wrong);
      good = false;
    } else if (zone.dataset.uploadUrl) upload(file, item, zone, input);
  }
  if (!good || zone.dataset.uploadUrl) input.value = "";
}

function start(zone) {
  const input = zone.querySelector("input[type=file]");
  if (!input || zone.classList.contains("ct-drop-on")) return;
  zone.classList.add("ct-drop-on");
  const over = (on) => (event) => {
    event.preventDefault();
    zone.classList.toggle("ct-drop-over", on);
  };
  zone.addEventListener("dragenter", over(true));
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    const files = input.multiple ? [...event.dataTransfer.files] : [...event.dataTransfer.files].slice(0, 1);
    const carrier = new DataTransfer();
    for (const file of files) carrier.items.add(file);
    input.files = carrier.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", () => take([...input.files], zone, input));
}

export function startDropzones(root) {
  for (const zone of root.querySelectorAll("[data-dropzone]")) start(zone);
}

// a file that misses the zone must not replace the page with itself
for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
