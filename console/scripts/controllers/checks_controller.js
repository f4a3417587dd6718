// Checks beside the editor: asks the server while somebody writes, finds what it found, and mends it.
import { Controller } from "@hotwired/stimulus";
import { rangeOf } from "../quoted_text.js";

const PAINT = "check";
const PAUSE = 800;

export default class extends Controller {
  static targets = ["hit"];
  static values = { url: String, key: String, again: String };

  connect() {
    this.form = document.querySelector("form[enctype='multipart/form-data']");
    this.form?.addEventListener("input", this.later);
    this.form?.addEventListener("change", this.later);
    this.ask();
  }

  disconnect() {
    this.form?.removeEventListener("input", this.later);
    this.form?.removeEventListener("change", this.later);
    clearTimeout(this.timer);
    this.asked?.abort();
    globalThis.CSS?.highlights?.delete(PAINT);
  }

  later = (event) => {
    if (this.element.contains(event.target)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  };

  async ask() {
    if (!this.form) return;
    const data = new FormData();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") data.append(name, value);
    data.set("key", this.keyValue);
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const answer = await fetch(this.urlValue, { method: "POST", body: data, signal: this.asked.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      this.element.innerHTML = await answer.text();
      this.ready();
    } catch (error) {
      if (error.name === "AbortError") return;
      // The line is down or the session over: what is written is kept elsewhere, checks come back by themselves.
      this.element.dataset.stale = "";
      const note = this.element.querySelector("[data-again]") ?? this.element.insertAdjacentElement("afterbegin", document.createElement("p"));
      note.dataset.again = "";
      note.className = "soft small";
      note.textContent = this.againValue;
      this.timer = setTimeout(() => this.ask(), 10 * PAUSE);
    }
  }

  ready() {
    const ranges = [];
    for (const hit of this.hitTargets) {
      const there = this.place(hit);
      hit.querySelector(".hit__acts").hidden = !there;
      if (there instanceof Range) ranges.push(there);
    }
    if (globalThis.CSS?.highlights) CSS.highlights.set(PAINT, new Highlight(...ranges));
  }

  // Where a hit stands: a range of the text that is written, or a field of the form.
  place(hit) {
    const { part, exact } = hit.dataset;
    if (!exact) return null;
    const area = document.querySelector(".editor__area");
    if (part === "body_html" && area && !area.hidden) return rangeOf(area, exact);
    const field = this.form?.elements.namedItem(part);
    return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : null;
  }

  find(event) {
    this.select(event.target.closest("li"));
  }

  select(hit) {
    const there = this.place(hit);
    if (there instanceof Range) {
      document.querySelector(".editor__area [contenteditable]")?.focus();
      const selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(there);
      there.startContainer.parentElement.scrollIntoView({ block: "center" });
      return true;
    }
    if (!there) return false;
    there.focus();
    const at = there.value.indexOf(hit.dataset.exact);
    if (at >= 0) there.setSelectionRange(at, at + hit.dataset.exact.length);
    return at >= 0;
  }

  // As if it were typed over: one step of undo takes it back.
  mend(event) {
    const hit = event.target.closest("li");
    if (!this.select(hit)) return;
    document.execCommand("insertText", false, hit.dataset.suggestion);
  }
}
