// Whether the person is still signed in, and a fresh token for forms when they signed in again elsewhere.
let lastContact = performance.now();

/** Remember that the server answered us as somebody who is signed in. */
export function inContact() {
  lastContact = performance.now();
}

export function secondsSinceContact() {
  return (performance.now() - lastContact) / 1000;
}

/** Resolves when lock.js has taken the cover away. */
function opened() {
  return new Promise((resolve) => document.addEventListener("congtam:unlocked", resolve, { once: true }));
}

/** Ask the server: true, false, or null when it does not answer. Puts a fresh token into every form. Where the
    screen is locked, the cover is shown and the answer waits until it is taken away. */
export async function signedIn() {
  try {
    const answer = await fetch(document.body.dataset.sessionUrl, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) return null;
    const found = await answer.json();
    if (!found.signed_in) return false;
    if (found.locked) {
      document.dispatchEvent(new CustomEvent("congtam:locked"));
      await opened();
      return true;
    }
    for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = found.csrf;
    inContact();
    return true;
  } catch {
    return null;
  }
}
