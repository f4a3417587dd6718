// Puts something of the media library into the text: found by words, chosen, with a picture's words. The server draws the list.
export class LibraryDialog {
  constructor({ dialog }) {
    this.dialog = dialog;
    this.chosen = null;
    this.part("query").addEventListener("input", () => this.soon());
    this.part("items").addEventListener("click", (event) => this.pick(event.target.closest("button")));
  }

  part(name) {
    return this.dialog.querySelector(`[data-part="${name}"]`);
  }

  open() {
    this.choose(null);
    this.dialog.showModal();
    this.part("query").focus();
    this.load();
  }

  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.load(), 250);
  }

  async load() {
    const query = this.part("query").value.trim();
    const items = this.part("items");
    try {
      const answer = await fetch(`/media/picker?query=${encodeURIComponent(query)}`, { headers: { accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      if (query !== this.part("query").value.trim()) return;
      items.replaceChildren(...drawn.childNodes);
      this.say("");
      this.keep();
    } catch {
      this.say(items.dataset.away);
    }
  }

  // What was chosen stays chosen, and its words as they were typed, while it is still among what was found.
  keep() {
    const url = this.chosen?.url;
    const alt = this.part("alt").value;
    const again = [...this.part("items").querySelectorAll("button")].find((button) => button.dataset.url === url);
    this.choose(url && again ? again : null);
    if (this.chosen) this.part("alt").value = alt;
  }

  pick(button) {
    if (!button) return;
    this.choose(button);
    this.say("");
  }

  choose(button) {
    this.chosen = button?.dataset ?? null;
    for (const other of this.part("items").querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
    this.part("words").hidden = this.chosen?.kind !== "image";
    this.part("alt").value = this.chosen?.alt ?? "";
    this.wrong(false);
  }

  wrong(is) {
    this.part("alt").toggleAttribute("aria-invalid", is);
    this.part("unsaid").hidden = !is;
    if (is) this.part("alt").focus();
  }

  say(words) {
    this.part("said").textContent = words;
  }

  // What is put into the text, or nothing while something is missing; then that is said.
  get content() {
    const { chosen } = this;
    if (!chosen) {
      this.say(this.part("said").dataset.none);
      return null;
    }
    if (chosen.kind === "image") {
      const alt = this.part("alt").value.trim();
      if (!alt) this.wrong(true);
      return alt ? { type: "image", attrs: { src: chosen.url, alt, caption: null } } : null;
    }
    if (chosen.kind === "file") return { type: "text", text: chosen.name, marks: [{ type: "link", attrs: { href: chosen.url } }] };
    return { type: "keptBlock", attrs: { html: `<${chosen.kind} controls="" preload="metadata" src="${chosen.url}"></${chosen.kind}>` } };
  }
}
