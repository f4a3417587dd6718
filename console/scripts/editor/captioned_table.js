// A table with a caption and no inline styles. The caption is an attribute: rows stay the table's only children.
import { Table } from "@tiptap/extension-table";

export const CaptionedTable = Table.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: {
        default: null,
        parseHTML: (element) => element.querySelector(":scope > caption")?.textContent.trim() || null,
        rendered: false,
      },
    };
  },

  parseHTML() {
    return [{ tag: "table" }, { tag: "caption", ignore: true }, { tag: "colgroup", ignore: true }];
  },

  renderHTML({ node }) {
    const { caption } = node.attrs;
    const body = ["tbody", 0];
    return caption ? ["table", {}, ["caption", { contenteditable: "false" }, caption], body] : ["table", {}, body];
  },

  addCommands() {
    return {
      ...this.parent?.(),
      setCaption:
        (caption) =>
        ({ commands }) =>
          commands.updateAttributes("table", { caption: caption || null }),
    };
  },
});
