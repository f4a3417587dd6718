// Anchors, titles of links, first-line indents and the marks of missing pictures that a text may have: the editor has no
// tool for them but loses none.
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
          pictureMissing: {
            default: null,
            keepOnSplit: false,
            parseHTML: (element) => (element.classList.contains("picture-missing") ? true : null),
            renderHTML: ({ pictureMissing }) => (pictureMissing ? { class: "picture-missing" } : {}),
          },
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
