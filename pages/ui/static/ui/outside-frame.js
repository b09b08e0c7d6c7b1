// <outside-frame src="…" frame-title="…" start="…">: puts a button where its link is, and loads the frame when the
// button is pressed. Without scripts the link stays: it leads to the service itself.
class OutsideFrame extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    if (!link) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.append(...link.childNodes);
    button.querySelector("span").textContent = this.getAttribute("start");
    button.addEventListener("click", () => this.load());
    link.replaceWith(button);
  }

  load() {
    const frame = document.createElement("iframe");
    frame.src = this.getAttribute("src");
    frame.title = this.getAttribute("frame-title");
    frame.allow = "fullscreen; picture-in-picture; encrypted-media";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    this.replaceChildren(frame);
    frame.focus();
  }
}
customElements.define("outside-frame", OutsideFrame);
