// <copy-text value="…" label="Copy" done="Copied">: a button that copies its value. Without JavaScript there is
// no button, and the text beside it can be selected by hand.
class CopyText extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-button";
    button.dataset.variant = "secondary";
    button.dataset.size = "sm";
    button.textContent = this.getAttribute("label");
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    status.className = "copy-status";
    button.addEventListener("click", async () => {
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(this.getAttribute("value"));
        status.textContent = this.getAttribute("done");
      } catch {
        status.textContent = this.getAttribute("failed");
      }
    });
    this.append(button, status);
  }
}
customElements.define("copy-text", CopyText);
