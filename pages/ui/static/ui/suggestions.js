// <search-suggestions src="…"> around a search field: lists searches while the reader types (a combobox whose list is a
// listbox). A chosen one is searched for. Without scripts the field is an ordinary one.
const WAIT = 200; // milliseconds without a key
const SHORTEST = 2; // characters

class SearchSuggestions extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.answers = new Map();
    this.list = document.createElement("ul");
    this.list.id = `${this.input.id}-suggestions`;
    this.list.className = "suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.getAttribute("label"));
    this.list.hidden = true;
    this.status = document.createElement("span");
    this.status.className = "ds-sr-only";
    this.status.setAttribute("role", "status");
    this.append(this.list, this.status);
    this.input.type = "text"; // a search field can't be a combobox
    this.input.enterKeyHint = "search";
    const states = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(states)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("focusout", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus in the field
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("li")));
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.remove();
    this.status.remove();
  }

  later() {
    clearTimeout(this.timer);
    this.request?.abort();
    const words = this.input.value.trim();
    if (words.length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.ask(words), WAIT);
  }

  async ask(words) {
    this.request = new AbortController();
    try {
      if (!this.answers.has(words)) this.answers.set(words, await this.fetched(words, this.request.signal));
      this.show(this.answers.get(words));
    } catch {
      this.close(); // cancelled, or out of reach: the field works without
    }
  }

  async fetched(words, signal) {
    const answer = await fetch(`${this.getAttribute("src")}?${new URLSearchParams({ q: words })}`, { signal });
    if (!answer.ok) throw new Error(answer.statusText);
    return (await answer.json()).suggestions;
  }

  show(texts) {
    this.close();
    if (!this.contains(document.activeElement)) return;
    const name = texts.length === 0 ? "found-none" : texts.length === 1 ? "found-one" : "found-many";
    this.status.textContent = this.getAttribute(name).replace("{n}", texts.length);
    if (texts.length === 0) return;
    this.list.replaceChildren(...texts.map((text, place) => this.option(text, place)));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  option(text, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.className = "suggestions__one";
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.textContent = text;
    return option;
  }

  close() {
    this.point(null);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.status.textContent = "";
  }

  point(option) {
    for (const other of this.list.children) other.setAttribute("aria-selected", String(other === option));
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  get pointed() {
    return this.list.querySelector("[aria-selected=true]");
  }

  onKey(event) {
    if (event.isComposing || this.list.hidden) return;
    const options = [...this.list.children];
    const place = options.indexOf(this.pointed);
    if (event.key === "ArrowDown") this.point(options[place + 1] ?? null);
    else if (event.key === "ArrowUp") this.point(place < 0 ? options.at(-1) : (options[place - 1] ?? null));
    else if (event.key === "Enter" && place >= 0) this.choose(options[place]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(option) {
    if (!option) return;
    this.input.value = option.textContent;
    this.close();
    this.input.form.requestSubmit();
  }
}
customElements.define("search-suggestions", SearchSuggestions);
