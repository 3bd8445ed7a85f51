// Whether the person is still signed in, and a fresh token for forms when they signed in again elsewhere.
let lastContact = performance.now();

/** Remember that the server answered us as somebody who is signed in. */
export function inContact() {
  lastContact = performance.now();
}

export function secondsSinceContact() {
  return (performance.now() - lastContact) / 1000;
}

/** Ask the server: true, false, or null when it does not answer. Puts a fresh token into every form. */
export async function signedIn() {
  try {
    const answer = await fetch(document.body.dataset.sessionUrl, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) return null;
    const found = await answer.json();
    if (!found.signed_in) return false;
    for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = found.csrf;
    inContact();
    return true;
  } catch {
    return null;
  }
}
