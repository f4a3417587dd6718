// Keeps a slow answer from being asked for twice.
import { Controller } from "@hotwired/stimulus";

const WAIT = 8000;

export default class extends Controller {
  connect() {
    this.element.addEventListener("submit", this.submit);
  }

  disconnect() {
    this.element.removeEventListener("submit", this.submit);
  }

  submit = (event) => {
    if (this.sent) {
      event.preventDefault();
      return;
    }
    this.sent = true;
    event.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(() => {
      this.sent = false;
      event.submitter?.removeAttribute("aria-disabled");
    }, WAIT);
  };
}
