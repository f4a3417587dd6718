// Shows where a picture's focus lies, and moves it to where the picture is clicked.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["picture"];
  static values = { x: Number, y: Number };

  connect() {
    this.mark = document.createElement("span");
    this.mark.className = "focal__mark";
    this.element.append(this.mark);
    this.fields = ["focal_x", "focal_y"].map((name) => document.querySelector(`[name="${name}"]`));
    for (const field of this.fields) field?.addEventListener("input", this.read);
    this.read();
  }

  disconnect() {
    this.mark.remove();
    for (const field of this.fields) field?.removeEventListener("input", this.read);
  }

  read = () => {
    const [x, y] = this.fields.map((field, at) => Number(field?.value ?? [this.xValue, this.yValue][at]));
    this.mark.style.left = `${x}%`;
    this.mark.style.top = `${y}%`;
  };

  pick(event) {
    const box = this.pictureTarget.getBoundingClientRect();
    const share = (at, size) => Math.min(100, Math.max(0, Math.round((at / size) * 100)));
    const place = [share(event.clientX - box.left, box.width), share(event.clientY - box.top, box.height)];
    this.fields.forEach((field, at) => {
      if (!field) return;
      field.value = place[at];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
