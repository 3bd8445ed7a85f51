// Small helps: data-copy="text" copies, data-print prints, data-submit-on-change sends its form.
import { text } from "./texts.js";
import { toast } from "./toasts.js";

const did = new WeakSet();

function once(elements, event, act) {
  for (const element of elements) {
    if (did.has(element)) continue;
    did.add(element);
    element.hidden = false; // of no use without scripts, so templates write them hidden
    element.addEventListener(event, () => act(element));
  }
}

export function startConveniences(root) {
  once(root.querySelectorAll("[data-copy]"), "click", async (element) => {
    await navigator.clipboard.writeText(element.dataset.copy);
    toast(text("copy.done"), "good");
  });
  once(root.querySelectorAll("[data-print]"), "click", () => window.print());
  once(root.querySelectorAll("[data-submit-on-change]"), "change", (element) => element.form.requestSubmit());
}
