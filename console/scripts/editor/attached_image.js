// An image is one of the document's attachments, written as asset:CODE; only the editor shows its address.
import Image from "@tiptap/extension-image";

export const AttachedImage = Image.extend({
  addOptions() {
    return { ...this.parent?.(), inline: false, allowBase64: false, attachments: () => [], missing: "" };
  },

  addAttributes() {
    return { src: { default: null }, alt: { default: "" } };
  },

  parseHTML() {
    return [{ tag: 'img[src^="asset:"]' }, { tag: 'img[src^="/"]' }, { tag: 'img[src^="http"]' }];
  },

  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("figure");
      const found = this.options.attachments().find(({ code }) => `asset:${code}` === node.attrs.src);
      const url = found?.url ?? (node.attrs.src?.startsWith("asset:") ? null : node.attrs.src);
      if (url) {
        const image = document.createElement("img");
        image.src = url;
        image.alt = node.attrs.alt ?? "";
        dom.append(image);
      } else {
        const words = document.createElement("p");
        words.className = "image-missing";
        words.textContent = this.options.missing.replace("%s", node.attrs.src ?? "");
        dom.append(words);
      }
      return { dom };
    };
  },
});
