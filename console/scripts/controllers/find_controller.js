// Narrows a list that is already on the page to the items holding every word typed.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["query", "item", "none", "status"];

  find() {
    const words = this.queryTarget.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of this.itemTargets) {
      const text = item.dataset.words.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
      if (!item.hidden) shown += 1;
    }
    this.noneTarget.hidden = shown > 0;
    this.statusTarget.textContent = this.statusTarget.dataset.words.replace("%n", shown);
  }

  // Enter in the search narrows; it doesn't send the form around it.
  hold(event) {
    event.preventDefault();
  }
}
