// Starts the parts of an inside page. Each part looks for its own marks (data-…) and does nothing without them,
// so every page also works, plainly, without any of this.
import { startAutosave } from "./autosave.js";
import { startConveniences } from "./conveniences.js";
import { startCountdowns } from "./countdown.js";
import { startDropzones } from "./dropzone.js";
import { startForms } from "./forms.js";
import { startKeyboard } from "./keyboard.js";
import { startLock } from "./lock.js";
import { startMenus } from "./menus.js";
import { startNetwork } from "./network.js";
import { startProposals } from "./proposals.js";
import { startToasts } from "./toasts.js";

const everywhere = [startProposals, startDropzones, startAutosave, startConveniences];

// autosave listens for "submit" before forms.js does: an expired session is noticed before buttons are locked
for (const start of [startLock, startCountdowns, startToasts, startMenus, startKeyboard, startNetwork]) start();
for (const start of everywhere) start(document);
startForms();

// parts that htmx puts into the page later
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt === document.body) return;
  for (const start of everywhere) start(event.detail.elt);
});
