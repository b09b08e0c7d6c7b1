// <show-dialog> around a link and a <dialog>: the link becomes a button that opens the dialog. The browser itself
// closes it on Escape and gives the focus back. Without JavaScript the link leads to a page of its own.
class ShowDialog extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector(":scope > a");
    const dialog = this.querySelector(":scope > dialog");
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    Object.assign(button.dataset, link.dataset);
    button.setAttribute("aria-haspopup", "dialog");
    button.append(...link.childNodes);
    button.addEventListener("click", () => dialog.showModal());
    link.replaceWith(button);
  }
}
customElements.define("show-dialog", ShowDialog);
