// An image is one of the document's attachments, written as asset:CODE; only the editor shows its address.
// With a caption it is written as a figure. Empty words (alt="") say that it only decorates; none say that somebody still
// has to write them, and the checks ask for it.
import Image from "@tiptap/extension-image";
import { mergeAttributes } from "@tiptap/core";

export const AttachedImage = Image.extend({
  addOptions() {
    return { ...this.parent?.(), inline: false, allowBase64: false, attachments: () => [], coming: "", missing: "", unsaid: "", decorates: "" };
  },

  addAttributes() {
    return { src: { default: null }, alt: { default: null }, width: { default: null }, height: { default: null }, caption: { default: null, rendered: false } };
  },

  parseHTML() {
    return [{ tag: "figure", getAttrs: figure }, { tag: 'img[src^="asset:"]' }, { tag: 'img[src^="pasting:"]' }, { tag: 'img[src^="/"]' }, { tag: 'img[src^="http"]' }];
  },

  renderHTML({ node, HTMLAttributes }) {
    const image = ["img", mergeAttributes(HTMLAttributes)];
    return node.attrs.caption ? ["figure", {}, image, ["figcaption", {}, node.attrs.caption]] : image;
  },

  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("figure");
      const coming = node.attrs.src?.startsWith("pasting:");
      const found = this.options.attachments().find(({ code }) => `asset:${code}` === node.attrs.src);
      const url = found?.url ?? (coming || node.attrs.src?.startsWith("asset:") ? null : node.attrs.src);
      dom.append(url ? picture(url, node.attrs.alt) : words("p", coming ? "image-coming" : "image-missing", (coming ? this.options.coming : this.options.missing).replace("%s", node.attrs.src ?? "")));
      if (url && !node.attrs.alt) dom.append(words("p", node.attrs.alt === null ? "image-unsaid" : "image-decorates", node.attrs.alt === null ? this.options.unsaid : this.options.decorates));
      if (node.attrs.caption) dom.append(words("figcaption", "", node.attrs.caption));
      return { dom };
    };
  },
});

// A figure around one picture; any other figure is read as what is in it.
function figure(element) {
  const images = element.querySelectorAll("img");
  if (images.length !== 1 || element.querySelector("table, video, audio")) return false;
  const [image] = images;
  const caption = element.querySelector("figcaption")?.textContent.trim() || null;
  const attribute = (name) => image.getAttribute(name);
  return { src: attribute("src"), alt: attribute("alt"), width: attribute("width"), height: attribute("height"), caption };
}

function picture(url, alt) {
  const image = document.createElement("img");
  image.src = url;
  image.alt = alt ?? "";
  return image;
}

function words(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text;
  return element;
}
