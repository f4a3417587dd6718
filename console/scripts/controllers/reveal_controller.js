// Shows the fields that belong to a choice only while it is chosen. Without it they are simply there.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["part"];

  connect() {
    this.element.addEventListener("change", this.show);
    this.show();
  }

  disconnect() {
    this.element.removeEventListener("change", this.show);
  }

  show = () => {
    for (const part of this.partTargets) {
      const { name, is } = part.dataset;
      const inputs = [...this.element.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
      part.hidden = !inputs.some((input) => input.checked && (!is || input.value === is));
    }
  };
}
