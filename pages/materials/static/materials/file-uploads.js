// <file-uploads action="…" …> around a file input: sends each file as soon as it is chosen, together with what the
// form holds by then, and shows how far it is. The server's answer lists the files. Without JavaScript the form itself
// sends them. Attributes: action (address); sending, failed, signed-out (texts with {name}), busy, done (texts).
class FileUploads extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.problems = this.querySelector("[data-problems]");
    this.waiting = 0;
    this.progress = document.createElement("ul");
    this.progress.className = "proposal-progress";
    this.status = document.createElement("p");
    this.status.setAttribute("role", "status");
    this.input.closest(".form-field").after(this.progress, this.status);
    this.input.addEventListener("change", () => this.sendAll([...this.input.files]));
    this.input.form.addEventListener("submit", (event) => {
      if (!this.waiting) return;
      event.preventDefault();
      this.status.textContent = this.getAttribute("busy");
    });
  }

  async sendAll(files) {
    this.input.value = "";
    if (!this.waiting) this.problems.replaceChildren();
    this.waiting += files.length;
    this.status.textContent = "";
    const items = files.map((file) => this.item(file));
    for (const [place, file] of files.entries()) {
      await (this.last = Promise.resolve(this.last).then(() => this.send(file, items[place])));
      this.waiting -= 1;
    }
    if (!this.waiting && !this.problems.childElementCount) this.status.textContent = this.getAttribute("done");
  }

  item(file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.className = "proposal-files__name";
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", this.words("sending", file));
    item.append(name, bar);
    this.progress.append(item);
    return item;
  }

  send(file, item) {
    const data = new FormData(this.input.form);
    data.delete("uploads");
    data.delete("complete");
    data.append("uploads", file);
    data.append("complete", "1");
    const request = new XMLHttpRequest();
    return new Promise((resolve) => {
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) item.querySelector("progress").value = event.loaded / event.total;
      });
      request.addEventListener("loadend", () => {
        item.remove();
        const answered = request.status === 200 || request.status === 422;
        if (!answered || !this.show(request.responseText)) {
          this.complain(file, request.status === 401 ? "signed-out" : "failed");
        }
        resolve();
      });
      request.open("POST", this.getAttribute("action"));
      request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      request.send(data);
    });
  }

  // Whether the answer was one: something on the way may have put another page in its place.
  show(html) {
    const answer = new DOMParser().parseFromString(html, "text/html");
    const problems = answer.querySelector("[data-problems]");
    const files = answer.querySelector("[data-files]");
    if (!problems || !files) return false;
    this.problems.append(...problems.children);
    this.querySelector("[data-files]").replaceWith(files);
    return true;
  }

  complain(file, why) {
    const text = document.createElement("p");
    text.className = "ds-validation-message";
    text.textContent = this.words(why, file);
    this.problems.append(text);
  }

  words(name, file) {
    return this.getAttribute(name).replace("{name}", file.name);
  }
}
customElements.define("file-uploads", FileUploads);
