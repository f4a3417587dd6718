// The rich editor over a plain textarea of HTML. The textarea stays the form's field and is kept in step.
import { Controller } from "@hotwired/stimulus";
import { Editor } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";
import { Selection } from "@tiptap/pm/state";
import { attachments } from "./attachments.js";
import { cleanPaste } from "./clean_paste.js";
import { commands } from "./commands.js";
import { allowed, extensions } from "./extensions.js";
import { lastNote, writeNote } from "./footnotes.js";
import { finished, liftImages } from "./html.js";
import { LibraryDialog } from "./library_dialog.js";
import { MediaDialog } from "./media_dialog.js";
import { PictureDialog } from "./picture_dialog.js";
import { PictureUploads } from "./picture_uploads.js";
import { tidy } from "./tidy/tidy.js";

// What is typed next stands below a picture, not in its place.
function goOnBelow({ tr, state }) {
  const end = tr.selection.to;
  if (end >= tr.doc.content.size) tr.insert(end, state.schema.nodes.paragraph.create());
  tr.setSelection(Selection.near(tr.doc.resolve(end), 1));
  return true;
}

export default class extends Controller {
  static targets = [
    "bar", "tool", "tableBar", "area", "source", "count", "notice",
    "linkDialog", "linkUrl", "imageDialog", "mediaDialog", "libraryDialog",
    "tableDialog", "tableRows", "tableColumns", "tableCaption", "captionDialog", "captionText",
  ];
  static values = { label: String, placeholder: String, missing: String, pasted: Object, tidied: Object, count: String, video: String, audio: String, section: String };

  connect() {
    const { pictures } = this.pastedValue;
    this.uploads = new PictureUploads({ editor: () => this.editor, words: pictures, name: pictures.name, done: (uploads) => this.pictured(uploads) });
    this.editor = new Editor({
      element: this.areaTarget,
      injectCSS: false,
      content: liftImages(this.sourceTarget.value),
      extensions: extensions({
        placeholder: this.placeholderValue,
        attachments,
        pictures,
        missing: this.missingValue,
        kept: { video: this.videoValue, audio: this.audioValue, section: this.sectionValue },
      }),
      editorProps: {
        attributes: { class: "prose", role: "textbox", "aria-multiline": "true", "aria-label": this.labelValue },
        handleDOMEvents: { paste: (_view, event) => this.takeClipboard(event) },
        transformPastedHTML: (html) => this.paste(html),
        handlePaste: () => this.pasteFiles(),
        handleDrop: (view, event, _slice, moved) => !moved && this.dropFiles(view, event),
        handleDoubleClickOn: (_view, _at, node) => node.type.name === "image" && (this.askImage(), true),
        handleKeyDown: (_view, event) => this.shortcut(event),
      },
      onUpdate: () => this.update(),
      onTransaction: () => this.refresh(),
    });
    const { upload } = this.uploads;
    this.pictures = new PictureDialog({ dialog: this.imageDialogTarget, upload });
    this.library = new LibraryDialog({ dialog: this.libraryDialogTarget });
    this.media = new MediaDialog({ dialog: this.mediaDialogTarget, upload });
    this.barTarget.hidden = false;
    this.areaTarget.hidden = false;
    this.sourceTarget.hidden = true;
    this.toolTargets[0].tabIndex = 0;
    this.element.addEventListener("keydown", this.enter);
    this.sourceTarget.form?.addEventListener("submit", this.sync);
    document.addEventListener("submit", this.uploads.hold, true);
    this.labels();
    this.refresh();
    this.count();
  }

  disconnect() {
    this.element.removeEventListener("keydown", this.enter);
    this.sourceTarget.form?.removeEventListener("submit", this.sync);
    document.removeEventListener("submit", this.uploads.hold, true);
    this.editor.destroy();
    this.barTarget.hidden = true;
    this.areaTarget.hidden = true;
    this.sourceTarget.hidden = false;
  }

  // The label and the error summary point at the textarea, which is hidden: they lead to the editor instead.
  labels() {
    const go = (event) => {
      if (this.sourceTarget.hidden) {
        event.preventDefault();
        this.editor.commands.focus();
      }
    };
    for (const link of document.querySelectorAll(`label[for="${this.sourceTarget.id}"], a[href="#${this.sourceTarget.id}"]`)) link.addEventListener("click", go);
  }

  update() {
    this.uploads.settle();
    this.sourceTarget.value = this.html();
    this.sourceTarget.dispatchEvent(new Event("input", { bubbles: true }));
    this.count();
  }

  html() {
    return this.editor.isEmpty ? "" : finished(this.editor.getHTML());
  }

  sync = () => {
    if (this.sourceTarget.hidden) this.sourceTarget.value = this.html();
  };

  count() {
    const text = this.editor.getText({ blockSeparator: "" }).replace(/\s/g, "");
    this.countTarget.textContent = this.countValue.replace("%n", [...text].length);
  }

  say(words) {
    this.noticeTarget.textContent = words;
  }

  // What the HTML alone doesn't say: pictures are in the clipboard's RTF or beside it as files.
  takeClipboard(event) {
    const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
    this.clipboard = { rtf: event.clipboardData?.getData("text/rtf") ?? "", files, html: event.clipboardData?.getData("text/html") ?? "" };
    return false;
  }

  paste(html) {
    const { rtf, files } = this.clipboard ?? {};
    this.clipboard = null;
    const cleaned = cleanPaste(html, { rtf, files, take: this.uploads.take, notesFrom: lastNote(this.editor.state.doc) });
    if (/mso-|class="?Mso|wps/i.test(html)) this.say(this.pastedValue.said);
    return cleaned;
  }

  // A screenshot, or picture files copied in a folder.
  pasteFiles() {
    const { files = [], html } = this.clipboard ?? {};
    this.clipboard = null;
    if (html || files.length === 0) return false;
    const content = files.map((file) => ({ type: "image", attrs: { src: this.uploads.take({ file }).src } }));
    return this.editor.chain().focus().insertContent(content).command(goOnBelow).run();
  }

  // Picture files let fall on the text are put where they fell.
  dropFiles(view, event) {
    this.takeClipboard({ clipboardData: event.dataTransfer });
    if (this.clipboard.files.length === 0 || this.clipboard.html) return false;
    event.preventDefault();
    const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
    if (place) this.editor.commands.setTextSelection(place.pos);
    return this.pasteFiles();
  }

  pictured({ arrived, failed }) {
    const { pictures } = this.pastedValue;
    const words = [arrived > 0 && pictures.arrived.replace("%n", arrived), failed > 0 && pictures.failed.replace("%n", failed)];
    this.say(words.filter(Boolean).join(""));
  }

  // Tools

  run({ params: { command } }) {
    if (command in this.special) this.special[command]();
    else commands[command].run(this.editor.chain().focus()).run();
  }

  special = {
    link: () => this.askLink(),
    image: () => this.askImage(),
    footnote: () => writeNote(this.editor),
    media: () => this.media.open(),
    library: () => this.library.open(),
    table: () => this.ask(this.tableDialogTarget),
    caption: () => this.askCaption(),
    tidy: () => this.tidy(),
    source: () => this.toggleSource(),
  };

  shortcut(event) {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.askLink();
      return true;
    }
    if (event.key === "Enter" && this.editor.state.selection.node?.type.name === "image") {
      event.preventDefault();
      this.askImage();
      return true;
    }
    if (event.key === "F10" && event.altKey) {
      this.toolTargets.find((tool) => tool.tabIndex === 0)?.focus();
      return true;
    }
    return false;
  }

  refresh() {
    if (!this.editor) return;
    for (const tool of this.toolTargets) {
      const command = tool.dataset.editorCommandParam;
      const { pressed, enabled } = commands[command] ?? {};
      if (pressed) tool.setAttribute("aria-pressed", String(pressed(this.editor)));
      if (enabled) tool.setAttribute("aria-disabled", String(!enabled(this.editor)));
      if (command === "link") tool.setAttribute("aria-pressed", String(this.editor.isActive("link")));
    }
    this.tableBarTarget.hidden = !this.editor.isActive("table");
  }

  // One stop for Tab, arrows inside, as toolbars do.
  rove(event) {
    const shown = this.toolTargets.filter((tool) => tool.offsetParent);
    const here = shown.indexOf(document.activeElement);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (event.key === "Escape") this.editor.commands.focus();
    if (next === undefined) return;
    event.preventDefault();
    const tool = shown.at(next % shown.length);
    for (const other of this.toolTargets) other.tabIndex = other === tool ? 0 : -1;
    tool.focus();
  }

  // The whole text at once, so that one undo takes it back. A text in order isn't touched.
  tidy() {
    const { document, tally } = tidy(this.editor.getJSON());
    const { done, undo, nothing, kinds } = this.tidiedValue;
    const changes = Object.entries(tally).filter(([, count]) => count > 0);
    this.editor.commands.focus();
    if (changes.length > 0) {
      const tidied = this.editor.schema.nodeFromJSON(document);
      const here = this.editor.state.selection.from;
      this.editor.commands.command(({ tr }) => {
        closeHistory(tr).replaceWith(0, tr.doc.content.size, tidied.content);
        tr.setSelection(Selection.near(tr.doc.resolve(Math.min(here, tr.doc.content.size))));
        return true;
      });
    }
    const said = changes.map(([kind, count]) => kinds[kind].replace("%n", count)).join("、");
    this.say(said ? `${done}${said}${undo}` : nothing);
  }

  toggleSource() {
    const toSource = !this.sourceTarget.hidden;
    const tool = this.toolTargets.find((item) => item.dataset.editorCommandParam === "source");
    if (toSource) {
      this.editor.commands.setContent(liftImages(this.sourceTarget.value), { emitUpdate: true });
    } else {
      this.sourceTarget.value = this.html();
    }
    this.sourceTarget.hidden = toSource;
    this.areaTarget.hidden = !toSource;
    tool.setAttribute("aria-pressed", String(!toSource));
    for (const other of this.toolTargets) if (other !== tool) other.disabled = !toSource;
    if (toSource) this.editor.commands.focus();
    else this.sourceTarget.focus();
  }

  // Dialogs

  ask(dialog) {
    dialog.returnValue = "";
    dialog.showModal();
  }

  closeDialogs() {
    for (const dialog of this.element.querySelectorAll("dialog[open]")) dialog.close();
    this.editor.commands.focus();
  }

  // Enter in a dialog means its first button, never the form around the editor.
  enter = (event) => {
    const dialog = event.target.closest("dialog");
    if (!dialog || event.key !== "Enter" || event.target.tagName !== "INPUT" || event.isComposing) return;
    event.preventDefault();
    dialog.querySelector(".button--primary:not([aria-disabled='true'])")?.click();
  };

  askLink() {
    this.linkUrlTarget.value = this.editor.getAttributes("link").href ?? "";
    this.linkUrlTarget.removeAttribute("aria-invalid");
    this.ask(this.linkDialogTarget);
  }

  saveLink() {
    const typed = this.linkUrlTarget.value.trim();
    const href = /^[\w-]+(\.[\w-]+)+/.test(typed) ? `https://${typed}` : typed;
    if (!allowed(href)) {
      this.linkUrlTarget.setAttribute("aria-invalid", "true");
      this.linkUrlTarget.focus();
      return;
    }
    this.closeDialogs();
    const chain = this.editor.chain().focus().extendMarkRange("link");
    if (this.editor.state.selection.empty && !this.editor.isActive("link")) {
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    } else {
      chain.setLink({ href }).run();
    }
  }

  removeLink() {
    this.closeDialogs();
    this.editor.chain().focus().extendMarkRange("link").unsetLink().run();
  }

  askImage() {
    this.pictures.open(this.editor.isActive("image") ? this.editor.getAttributes("image") : null);
  }

  saveImage() {
    const attrs = this.pictures.picture;
    if (!attrs) return;
    this.closeDialogs();
    if (this.editor.isActive("image")) this.editor.chain().focus().updateAttributes("image", attrs).run();
    else this.editor.chain().focus().insertContent({ type: "image", attrs }).command(goOnBelow).run();
  }

  saveFromLibrary() {
    const { content } = this.library;
    if (!content) return;
    this.closeDialogs();
    const chain = this.editor.chain().focus().insertContent(content);
    (content.type === "text" ? chain : chain.command(goOnBelow)).run();
  }

  saveMedia() {
    const { html } = this.media;
    if (!html) return;
    this.closeDialogs();
    this.editor.chain().focus().insertContent({ type: "keptBlock", attrs: { html } }).command(goOnBelow).run();
  }

  saveTable() {
    const within = (input, most) => Math.min(Math.max(Math.trunc(Number(input.value)) || 1, 1), most);
    this.closeDialogs();
    this.editor
      .chain()
      .focus()
      .insertTable({ rows: within(this.tableRowsTarget, 100), cols: within(this.tableColumnsTarget, 20), withHeaderRow: true })
      .setCaption(this.tableCaptionTarget.value.trim())
      .run();
    this.tableCaptionTarget.value = "";
  }

  askCaption() {
    this.captionTextTarget.value = this.editor.getAttributes("table").caption ?? "";
    this.ask(this.captionDialogTarget);
  }

  saveCaption() {
    this.closeDialogs();
    this.editor.chain().focus().setCaption(this.captionTextTarget.value.trim()).run();
  }
}
