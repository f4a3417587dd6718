// Pictures on their way into the document: each stands in the text as pasting:NUMBER until its file has been taken in,
// and leaves words behind when it wasn't.
import { attach } from "./attachments.js";

const ADDRESS = "/documents/files";

export class PictureUploads {
  // `words`: what stands in place of a picture, by reason, with %s for what the server says; `name` with %n.
  constructor({ editor, words, name, done }) {
    Object.assign(this, { editor, words, name, done });
    this.count = 0;
    this.coming = new Map();
    this.pending = new Set();
  }

  // Takes a picture's source; gives the address or the words that stand for it.
  take = (source) => {
    if (source.missing) return { words: this.words[source.missing] };
    this.count += 1;
    const src = `pasting:${this.count}`;
    const one = { src, end: null };
    this.coming.set(src, one);
    const work = this.bring(one, source).finally(() => {
      this.pending.delete(work);
      this.settle();
      if (this.pending.size === 0) this.done(this);
    });
    this.pending.add(work);
    return { src };
  };

  async bring(one, source) {
    try {
      const file = source.file ?? (await fetched(source.url));
      const extension = /\.(\w+)$/.exec(file.name)?.[1] ?? "png";
      one.end = await this.upload(file, `${this.name.replace("%n", one.src.split(":")[1])}.${extension}`);
    } catch {
      one.end = { words: this.words.lost };
    }
  }

  // Takes one file in and lists it; gives its code, or words that say why not.
  upload = async (file, name = file.name) => {
    try {
      const taken = await this.send(file, name);
      attach(taken, file.type.startsWith("image/") ? await asData(file) : "");
      return { code: taken.code };
    } catch (error) {
      return { words: error.said ? this.words.refused.replace("%s", error.said) : this.words.lost };
    }
  };

  async send(file, name) {
    const form = new FormData();
    form.set("csrf", document.querySelector("form [name=csrf]").value);
    form.set("file", file, name);
    const answer = await fetch(ADDRESS, { method: "POST", body: form, headers: { accept: "application/json" } });
    const said = await answer.json();
    if (!answer.ok) throw Object.assign(new Error("refused"), { said: said.title });
    return said;
  }

  // Puts what the uploads came to into the text. Runs again after an undo has brought an old address back.
  settle() {
    const editor = this.editor();
    if (this.coming.size === 0 || editor.isDestroyed) return;
    const { tr, doc, schema } = editor.state;
    const places = [];
    doc.descendants((node, at) => {
      const end = node.type.name === "image" && this.coming.get(node.attrs.src)?.end;
      if (end) places.push({ node, at, end });
    });
    for (const { node, at, end } of places.reverse()) {
      if (end.code) tr.setNodeMarkup(at, null, { ...node.attrs, src: `asset:${end.code}` });
      else tr.replaceWith(at, at + node.nodeSize, schema.nodes.paragraph.create({ pictureMissing: true }, schema.text(end.words)));
    }
    if (places.length > 0) editor.view.dispatch(tr.setMeta("addToHistory", false));
  }

  get arrived() {
    return [...this.coming.values()].filter(({ end }) => end?.code).length;
  }

  get failed() {
    return [...this.coming.values()].filter(({ end }) => end?.words).length;
  }

  // A form isn't sent while a picture is on its way.
  hold = (event) => {
    if (this.pending.size === 0 || !event.target.contains(this.editor().view.dom)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { target, submitter } = event;
    Promise.allSettled([...this.pending]).then(() => target.requestSubmit(submitter));
  };
}

async function fetched(url) {
  const answer = await fetch(url);
  const type = answer.headers.get("content-type") ?? "";
  if (!answer.ok || !type.startsWith("image/")) throw new Error("no picture");
  const bytes = await answer.blob();
  return new File([bytes], new URL(url).pathname.split("/").pop(), { type });
}

function asData(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}
