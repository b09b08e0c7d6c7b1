// What opens over the page (details with data-dismissible) closes on Escape, and when the reader goes elsewhere.

const open = () => document.querySelectorAll("details[data-dismissible][open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const innermost = [...open()].filter((details) => details.contains(event.target)).pop() ?? [...open()].pop();
  if (!innermost) return;
  innermost.open = false;
  innermost.querySelector("summary").focus();
});

const closeWhatDoesNotHold = (event) => {
  for (const details of open()) {
    if (!details.contains(event.target)) details.open = false;
  }
};

document.addEventListener("click", closeWhatDoesNotHold);
document.addEventListener("focusin", closeWhatDoesNotHold);
