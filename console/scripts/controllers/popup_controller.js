// Closes an unfolded menu by Escape, by a click elsewhere, or when focus moves on.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  connect() {
    document.addEventListener("click", this.outside);
    this.element.addEventListener("keydown", this.escape);
    this.element.addEventListener("focusout", this.left);
  }

  disconnect() {
    document.removeEventListener("click", this.outside);
    this.element.removeEventListener("keydown", this.escape);
    this.element.removeEventListener("focusout", this.left);
  }

  outside = (event) => {
    if (!this.element.contains(event.target)) this.element.open = false;
  };

  left = (event) => {
    if (event.relatedTarget && !this.element.contains(event.relatedTarget)) this.element.open = false;
  };

  escape = (event) => {
    if (event.key !== "Escape" || !this.element.open) return;
    this.element.open = false;
    this.element.querySelector("summary").focus();
  };
}
