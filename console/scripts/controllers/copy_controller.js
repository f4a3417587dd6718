// Copies a text, for recovery codes and keys shown once.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["source"];

  async copy({ currentTarget: button }) {
    const lines = [...this.sourceTarget.children].map((child) => child.textContent.trim());
    await navigator.clipboard.writeText(lines.length ? lines.join("\n") : this.sourceTarget.textContent.trim());
    button.textContent = button.dataset.done;
  }
}
