// A form that is sent is not sent again by a second click while its answer is on its way. Who has waited this many
// milliseconds for an answer may try again.
const PATIENCE = 10000;
let sent = new WeakMap();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (event.timeStamp - sent.get(form) < PATIENCE) event.preventDefault();
  else sent.set(form, event.timeStamp);
});

// The page may come back as it was, by the browser's back button.
window.addEventListener("pageshow", () => {
  sent = new WeakMap();
});
