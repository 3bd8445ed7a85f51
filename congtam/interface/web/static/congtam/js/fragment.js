// The slip's QR code leads here with the tracking code behind "#". A browser never sends that part, so it is in
// no log; it is taken out of the address bar and sent as the form would send it.
const form = document.querySelector("[data-code-form]");
const code = decodeURIComponent(location.hash.slice(1));
if (form && code) {
  history.replaceState(null, "", location.pathname);
  form.elements.code.value = code;
  form.requestSubmit();
}
