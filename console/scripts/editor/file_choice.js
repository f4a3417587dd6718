// A dialog in which one of the document's files is chosen; one that isn't there yet can be uploaded at once.
import { attachments } from "./attachments.js";

export class FileChoice {
  // `fits`: which files are offered; `upload`: takes a file in and gives its code.
  constructor({ dialog, fits, upload }) {
    Object.assign(this, { dialog, fits, upload });
    this.part("file")?.addEventListener("change", () => this.take());
  }

  part(name) {
    return this.dialog.querySelector(`[data-part="${name}"]`);
  }

  show(code) {
    const files = attachments().filter(({ mediaType }) => this.fits.test(mediaType));
    this.part("files").replaceChildren(...files.map((file) => this.button(file, file.code === code)));
    this.part("none").hidden = files.length > 0;
    this.say("");
  }

  get chosen() {
    return this.part("files").querySelector('[aria-pressed="true"]')?.dataset.code ?? null;
  }

  say(words) {
    this.part("said").textContent = words;
  }

  async take() {
    const [file] = this.part("file").files;
    if (!file) return;
    this.say(this.part("said").dataset.coming);
    const { code, words } = await this.upload(file);
    this.part("file").value = "";
    if (code) this.show(code);
    else this.say(words);
  }

  button({ code, name, mediaType, url }, pressed) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pick__item";
    button.dataset.code = code;
    button.setAttribute("aria-pressed", String(pressed));
    if (mediaType.startsWith("image/")) {
      const image = document.createElement("img");
      image.src = url;
      image.alt = "";
      button.append(image);
    }
    button.append(name);
    button.addEventListener("click", () => {
      for (const other of this.part("files").children) other.setAttribute("aria-pressed", String(other === button));
    });
    return button;
  }
}
