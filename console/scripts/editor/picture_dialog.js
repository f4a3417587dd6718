// Inserts a picture or changes the one selected: which file, its words or that it only decorates, its caption.
import { FileChoice } from "./file_choice.js";

export class PictureDialog extends FileChoice {
  constructor(options) {
    super({ ...options, fits: /^image\// });
    this.part("decorates").addEventListener("change", () => this.settle());
  }

  // `picture`: the attributes of the selected one, if there is one.
  open(picture) {
    this.show(picture?.src?.replace(/^asset:/, ""));
    this.part("alt").value = picture?.alt ?? "";
    this.part("decorates").checked = picture?.alt === "";
    this.part("caption").value = picture?.caption ?? "";
    this.settle();
    this.dialog.showModal();
    if (this.chosen) this.part("alt").focus();
  }

  settle() {
    this.part("alt").disabled = this.part("decorates").checked;
    this.wrong(false);
  }

  wrong(is) {
    this.part("alt").toggleAttribute("aria-invalid", is);
    this.part("unsaid").hidden = !is;
    if (is) this.part("alt").focus();
  }

  // The picture's attributes, or nothing while something is missing; then that is said.
  get picture() {
    const decorates = this.part("decorates").checked;
    const alt = this.part("alt").value.trim();
    if (!this.chosen) this.say(this.part("said").dataset.none);
    else if (!decorates && !alt) this.wrong(true);
    else return { src: `asset:${this.chosen}`, alt: decorates ? "" : alt, caption: this.part("caption").value.trim() || null };
    return null;
  }
}
