// The minutes that are left of something that ends by itself: [data-seconds] holds what was left when the server wrote
// the page, [data-left] inside it the minutes. The page counts on from there and asks no clock of the machine. At the
// end it is not reloaded: what was typed stays, and the server answers by its own clock.
const EVERY = 10000;

function show(part) {
  const minutes = Math.max(0, Math.ceil((Number(part.dataset.seconds) - performance.now() / 1000) / 60));
  const left = part.querySelector("[data-left]");
  if (left && left.textContent !== String(minutes)) left.textContent = String(minutes);
  part.classList.toggle("ct-is-late", minutes === 0);
}

/** Keep all countdowns of the page going. */
export function startCountdowns() {
  const parts = document.querySelectorAll("[data-seconds]");
  if (parts.length) setInterval(() => parts.forEach(show), EVERY);
}
