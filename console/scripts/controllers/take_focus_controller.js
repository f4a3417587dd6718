// Brings the reader to what matters after a form came back: the list of its errors.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  connect() {
    this.element.focus();
  }
}
