// Inserts a film or a sound that is one of the document's files.
import { attachments } from "./attachments.js";
import { FileChoice } from "./file_choice.js";

export class MediaDialog extends FileChoice {
  constructor(options) {
    super({ ...options, fits: /^(video|audio)\// });
  }

  open() {
    this.show(null);
    this.dialog.showModal();
  }

  // The element as it is kept, or nothing while no file is chosen; then that is said.
  get html() {
    const file = attachments().find(({ code }) => code === this.chosen);
    if (!file) this.say(this.part("said").dataset.none);
    return file ? `<${file.mediaType.split("/")[0]} controls="" preload="metadata" src="asset:${file.code}"></${file.mediaType.split("/")[0]}>` : null;
  }
}
