// Ctrl+S (or ⌘S) saves the draft instead of the web page.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["save"];

  connect() {
    document.addEventListener("keydown", this.press);
  }

  disconnect() {
    document.removeEventListener("keydown", this.press);
  }

  press = (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    this.element.requestSubmit(this.saveTarget);
  };
}
