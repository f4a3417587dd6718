// Warns before a page with unsaved changes is left.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  connect() {
    this.changed = false;
    this.element.addEventListener("input", this.note);
    this.element.addEventListener("change", this.note);
    this.element.addEventListener("submit", this.release);
    window.addEventListener("beforeunload", this.warn);
  }

  disconnect() {
    this.element.removeEventListener("input", this.note);
    this.element.removeEventListener("change", this.note);
    this.element.removeEventListener("submit", this.release);
    window.removeEventListener("beforeunload", this.warn);
  }

  note = () => {
    this.changed = true;
  };

  release = () => {
    this.changed = false;
  };

  warn = (event) => {
    if (!this.changed) return;
    event.preventDefault();
    event.returnValue = "";
  };
}
