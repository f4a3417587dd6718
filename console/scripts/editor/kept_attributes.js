// Anchors, titles of links and first-line indents that a text may have: the editor has no tool for them but loses none.
import { Extension } from "@tiptap/core";

export const KeptAttributes = Extension.create({
  name: "keptAttributes",

  addGlobalAttributes() {
    return [
      { types: ["paragraph", "listItem", "superscript", "link"], attributes: { id: { default: null } } },
      { types: ["link"], attributes: { title: { default: null } } },
      {
        types: ["paragraph"],
        attributes: {
          indent: {
            default: null,
            parseHTML: (element) => (element.classList.contains("indent") ? true : null),
            renderHTML: ({ indent }) => (indent ? { class: "indent" } : {}),
          },
        },
      },
    ];
  },
});
