/* The catalogue's filters with htmx: what the reader has unfolded stays open when a choice renews the facets. */

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const fresh = event.detail.fragment;
  for (const open of event.detail.target.querySelectorAll("details[open][id]")) {
    fresh.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
  }
});

/* On a phone the panel closes when its button has asked for the results. */
document.addEventListener("submit", () => {
  const panel = document.getElementById("catalogue-panel");
  if (panel.matches(":popover-open")) panel.hidePopover();
});
