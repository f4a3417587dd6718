// Shows a password while its button is pressed in.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["toggle"];

  toggle() {
    const input = this.element.querySelector("input");
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    this.toggleTarget.setAttribute("aria-pressed", String(shown));
  }
}
