// Puts a wording or a template into the answer where the cursor stands, and notes which template it
// was. Without this the link fills the form anew.
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
    this.note(field.form);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  note(form) {
    const template = this.element.dataset.template;
    if (!template || form.querySelector(`input[name="template"][value="${template}"]`)) return;
    const input = Object.assign(document.createElement("input"), { type: "hidden", name: "template", value: template });
    form.append(input);
  }
}
