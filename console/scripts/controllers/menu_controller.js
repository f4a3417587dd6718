// Opens the navigation on a small screen and keeps focus where it belongs. Without it, the link's target does the opening.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static values = { panel: String };

  connect() {
    this.panel = document.getElementById(this.panelValue);
    this.element.setAttribute("role", "button");
    this.element.setAttribute("aria-expanded", "false");
    this.element.addEventListener("click", this.toggle);
    this.element.addEventListener("keydown", this.space);
    document.addEventListener("click", this.outside);
    document.addEventListener("keydown", this.escape);
  }

  disconnect() {
    this.element.removeEventListener("click", this.toggle);
    this.element.removeEventListener("keydown", this.space);
    document.removeEventListener("click", this.outside);
    document.removeEventListener("keydown", this.escape);
  }

  get open() {
    return this.panel.classList.contains("nav--open");
  }

  toggle = (event) => {
    event.preventDefault();
    this.show(!this.open);
  };

  space = (event) => {
    if (event.key === " ") this.toggle(event);
  };

  outside = (event) => {
    if (!this.open || this.element.contains(event.target)) return;
    const close = event.target.closest("[data-menu-close]");
    if (close) event.preventDefault();
    if (close || !this.panel.contains(event.target)) this.show(false);
  };

  escape = (event) => {
    if (event.key === "Escape" && this.open) this.show(false);
  };

  show(open) {
    this.panel.classList.toggle("nav--open", open);
    this.element.setAttribute("aria-expanded", String(open));
    (open ? this.panel.querySelector("a") : this.element).focus();
  }
}
