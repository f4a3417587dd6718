// Takes a message away once it is read.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  close() {
    this.element.remove();
    document.getElementById("main")?.focus();
  }
}
