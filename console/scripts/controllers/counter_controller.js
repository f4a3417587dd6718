// Says how much of a limited text is used.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["input", "output"];
  static values = { limit: Number };

  connect() {
    this.inputTarget.addEventListener("input", this.show);
    this.show();
  }

  disconnect() {
    this.inputTarget.removeEventListener("input", this.show);
  }

  show = () => {
    const used = [...this.inputTarget.value].length;
    this.outputTarget.textContent = this.outputTarget.dataset.words.replace("%n", used);
    this.outputTarget.toggleAttribute("data-over", used > this.limitValue);
  };
}
