// Video, audio and footnotes: shown as a block that can be moved or deleted, kept letter for letter.
import { Node } from "@tiptap/core";

export const KeptBlock = Node.create({
  name: "keptBlock",
  group: "block",
  atom: true,
  draggable: true,

  addOptions() {
    return { names: {} };
  },

  addAttributes() {
    return { html: { default: "", parseHTML: (element) => element.outerHTML, rendered: false } };
  },

  parseHTML() {
    return [{ tag: "video" }, { tag: "audio" }, { tag: "section" }];
  },

  renderHTML({ node }) {
    return element(node.attrs.html);
  },

  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("div");
      dom.className = "kept-block";
      dom.textContent = this.options.names[element(node.attrs.html).localName] ?? "";
      return { dom };
    };
  },
});

function element(html) {
  return new DOMParser().parseFromString(html, "text/html").body.firstElementChild ?? document.createElement("p");
}
