// Picks rows for a bulk act: all at once, a range with Shift, and a count of what is picked.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["row", "all", "count", "bar"];

  connect() {
    this.hint = this.countTarget.textContent;
    this.show();
  }

  all() {
    for (const row of this.rowTargets) row.checked = this.allTarget.checked;
    this.show();
  }

  pick(event) {
    const rows = this.rowTargets;
    const here = rows.indexOf(event.target);
    if (this.shift && this.last >= 0) {
      const [from, to] = [Math.min(here, this.last), Math.max(here, this.last)];
      for (const row of rows.slice(from, to + 1)) row.checked = event.target.checked;
    }
    this.last = here;
    this.show();
  }

  rowTargetConnected(row) {
    row.addEventListener("click", this.remember);
  }

  rowTargetDisconnected(row) {
    row.removeEventListener("click", this.remember);
  }

  remember = (event) => {
    this.shift = event.shiftKey;
  };

  show() {
    const picked = this.rowTargets.filter((row) => row.checked).length;
    for (const row of this.rowTargets) row.closest("tr").toggleAttribute("data-selected", row.checked);
    this.allTarget.checked = picked > 0 && picked === this.rowTargets.length;
    this.allTarget.indeterminate = picked > 0 && picked < this.rowTargets.length;
    this.countTarget.textContent = picked ? this.countTarget.dataset.words.replace("%n", picked) : this.hint;
    this.barTarget.toggleAttribute("data-active", picked > 0);
    for (const button of this.barTarget.querySelectorAll("button")) button.disabled = picked === 0;
  }
}
