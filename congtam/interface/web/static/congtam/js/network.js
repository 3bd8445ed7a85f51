// htmx: its settings stand in the page (meta htmx-config: no eval, no styles of its own). Here: the token for
// requests that are not GET, and a plain sentence when an answer is not one.
import { signedIn, inContact } from "./session.js";
import { text } from "./texts.js";
import { toast } from "./toasts.js";

export function startNetwork() {
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector('input[name="csrfmiddlewaretoken"]');
    if (event.detail.verb !== "get" && token) event.detail.headers["X-CSRFToken"] = token.value;
  });
  document.addEventListener("htmx:afterRequest", (event) => event.detail.successful && inContact());
  document.addEventListener("htmx:sendError", () => toast(text("net.failed"), "error"));
  document.addEventListener("htmx:responseError", async (event) => {
    const status = event.detail.xhr.status;
    if (status === 423) await signedIn();
    else if ((status === 401 || status === 403) && (await signedIn()) === false) window.location.reload();
    else toast(text("net.error", { status }), "error");
  });
  // polled parts of a page are not worth an alarm each two seconds: stop asking after the first failure
  document.addEventListener("htmx:responseError", (event) => event.detail.elt.removeAttribute("hx-trigger"));
}
