// <picture-gallery close="…" previous="…" next="…">: its links open their pictures in a dialog over the page, with
// ways to the picture before and after. Without scripts each link opens its picture by itself.
class PictureGallery extends HTMLElement {
  connectedCallback() {
    this.links = [...this.querySelectorAll("figure > a")];
    this.links.forEach((link, place) => {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.open(place);
      });
    });
  }

  open(place) {
    this.dialog ??= this.build();
    this.show(place);
    this.dialog.showModal();
  }

  build() {
    const dialog = document.createElement("dialog");
    dialog.className = "gallery-dialog";
    this.picture = document.createElement("img");
    this.words = document.createElement("figcaption");
    const figure = document.createElement("figure");
    figure.append(this.picture, this.words);
    const bar = document.createElement("div");
    bar.className = "gallery-dialog__bar";
    bar.lang = document.documentElement.lang;
    bar.append(
      this.button("previous", () => this.show(this.place - 1)),
      this.button("next", () => this.show(this.place + 1)),
      this.button("close", () => dialog.close()),
    );
    dialog.append(figure, bar);
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") this.show(this.place - 1);
      if (event.key === "ArrowRight") this.show(this.place + 1);
    });
    dialog.addEventListener("close", () => this.links[this.place].focus());
    this.append(dialog);
    return dialog;
  }

  button(name, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-button";
    button.dataset.variant = name === "close" ? "primary" : "secondary";
    button.textContent = this.getAttribute(name);
    button.addEventListener("click", act);
    return button;
  }

  show(place) {
    this.place = (place + this.links.length) % this.links.length;
    const link = this.links[this.place];
    this.picture.src = link.href;
    this.picture.alt = link.querySelector("img").alt;
    const words = link.parentElement.querySelector("figcaption");
    this.words.replaceChildren(...(words ? words.cloneNode(true).childNodes : []));
    this.dialog.setAttribute("aria-label", this.picture.alt || this.words.textContent.trim());
  }
}
customElements.define("picture-gallery", PictureGallery);
