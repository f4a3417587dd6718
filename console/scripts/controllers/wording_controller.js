// Puts a wording into the answer where the cursor stands. Without this the link fills the form anew.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  insert(event) {
    const field = document.querySelector('textarea[name="reply"]');
    const text = this.element.querySelector("[data-wording-text]")?.textContent.trim();
    if (!field || !text) return;
    event.preventDefault();
    field.closest("details")?.setAttribute("open", "");
    const before = field.value.slice(0, field.selectionStart), after = field.value.slice(field.selectionEnd);
    const joint = before && !before.endsWith("\n") ? "\n" : "";
    field.value = before + joint + text + after;
    field.selectionStart = field.selectionEnd = (before + joint + text).length;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }
}
