// Comments beside a text: select words to remark on them, find the words of a remark, send without leaving the page.
// Without it the panel's forms and links do the same, paragraph by paragraph.
import { Controller } from "@hotwired/stimulus";
import { rangeOf, selectionIn } from "../quoted_text.js";

const PAINT = "remark";

export default class extends Controller {
  static targets = ["text", "panel", "new", "quote", "before", "picked", "choice", "words", "form", "thread"];
  static values = { label: String };

  connect() {
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "button button--small button--primary remark-button";
    this.button.textContent = this.labelValue;
    this.button.hidden = true;
    this.button.addEventListener("click", this.pick);
    document.body.append(this.button);
    document.addEventListener("selectionchange", this.offer);
    document.addEventListener("keydown", this.key);
    this.element.addEventListener("input", this.paint);
    this.paint();
  }

  disconnect() {
    this.button.remove();
    document.removeEventListener("selectionchange", this.offer);
    document.removeEventListener("keydown", this.key);
    this.element.removeEventListener("input", this.paint);
    globalThis.CSS?.highlights?.delete(PAINT);
  }

  // The text: what is shown, or what is being written.
  get root() {
    return this.hasTextTarget ? this.textTarget : this.element.querySelector(".editor__area");
  }

  offer = () => {
    this.selected = this.root ? selectionIn(this.root) : null;
    this.button.hidden = !this.selected;
    if (!this.selected) return;
    const { box } = this.selected;
    this.button.style.top = `${window.scrollY + box.bottom + 8}px`;
    this.button.style.left = `${Math.max(8, Math.min(window.scrollX + box.left, document.documentElement.clientWidth - 180))}px`;
  };

  key = (event) => {
    if (!event.ctrlKey || !event.altKey || event.code !== "KeyM") return;
    event.preventDefault();
    this.pick();
  };

  pick = () => {
    const picked = this.selected;
    this.newTarget.open = true;
    if (picked) {
      this.quoteTarget.value = picked.quote;
      this.beforeTarget.value = picked.before;
      this.pickedTarget.textContent = picked.quote;
    }
    this.pickedTarget.hidden = !this.quoteTarget.value;
    this.choiceTarget.hidden = Boolean(this.quoteTarget.value);
    this.button.hidden = true;
    this.wordsTarget.focus();
  };

  find(event) {
    const { quote } = event.target.closest("[data-comments-target=thread]").dataset;
    const range = this.root && rangeOf(this.root, quote);
    if (!range) return;
    this.root.querySelector("[contenteditable]")?.focus();
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
  }

  // In the editor the words are painted without touching the text that is being written.
  paint = () => {
    if (this.hasTextTarget || !globalThis.CSS?.highlights) return;
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      const quotes = this.threadTargets.map((thread) => thread.dataset.quote).filter(Boolean);
      const ranges = this.root ? quotes.map((quote) => rangeOf(this.root, quote)).filter(Boolean) : [];
      CSS.highlights.set(PAINT, new Highlight(...ranges));
    }, 300);
  };

  async send(event) {
    event.preventDefault();
    const form = event.target.closest("[data-comments-target=form]");
    const data = form instanceof HTMLFormElement ? new URLSearchParams(new FormData(form)) : this.fieldsOf(form);
    const buttons = [...form.querySelectorAll("button")];
    for (const button of buttons) button.disabled = true;
    try {
      const answer = await fetch(form.dataset.url ?? form.action, { method: "POST", body: data, headers: { accept: "text/html" } });
      this.take(new DOMParser().parseFromString(await answer.text(), "text/html"), form);
    } catch {
      // No answer: the browser sends it as a form does, or what was typed stays where it is.
      if (form instanceof HTMLFormElement) form.submit();
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  }

  fieldsOf(box) {
    const data = new URLSearchParams({ csrf: box.dataset.csrf, back: box.dataset.back });
    for (const input of box.querySelectorAll("[data-name]")) data.append(input.dataset.name, input.value);
    return data;
  }

  // Takes over the panel and the marked text of the page that came back; what is typed elsewhere stays.
  take(page, form) {
    const panel = page.querySelector("[data-comments-target=panel]");
    if (!panel) {
      if (form instanceof HTMLFormElement) form.submit();
      return;
    }
    const text = page.querySelector("[data-comments-target=text]");
    if (this.hasTextTarget && text) this.textTarget.innerHTML = text.innerHTML;
    this.panelTarget.innerHTML = panel.innerHTML;
    const said = page.querySelector(".flash, .errors");
    if (said) this.panelTarget.querySelector(".panel__body").prepend(said);
    this.panelTarget.querySelector("[aria-invalid=true], summary")?.focus();
    this.paint();
  }
}
