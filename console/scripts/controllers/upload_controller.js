// Lists the files chosen with their sizes, and lets them be dropped.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["input", "list", "zone"];

  over(event) {
    event.preventDefault();
    this.zoneTarget.toggleAttribute("data-over", true);
  }

  leave() {
    this.zoneTarget.removeAttribute("data-over");
  }

  drop(event) {
    event.preventDefault();
    this.leave();
    if (!event.dataTransfer.files.length) return;
    this.inputTarget.files = event.dataTransfer.files;
    this.inputTarget.dispatchEvent(new Event("change", { bubbles: true }));
  }

  list() {
    const files = [...this.inputTarget.files];
    this.listTarget.hidden = files.length === 0;
    this.listTarget.replaceChildren(...files.map(line));
  }
}

function line(file) {
  const item = document.createElement("li");
  item.className = "upload__file";
  const name = document.createElement("span");
  name.textContent = file.name;
  const size = document.createElement("span");
  size.textContent = readable(file.size);
  item.append(name, size);
  return item;
}

function readable(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
