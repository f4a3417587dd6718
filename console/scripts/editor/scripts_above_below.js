// m² and H₂O: small characters above and below the line, kept when a text is edited.
import { Mark } from "@tiptap/core";

const mark = (name, tag, excludes) =>
  Mark.create({
    name,
    excludes,
    parseHTML: () => [{ tag }],
    renderHTML: () => [tag, 0],
  });

export const Subscript = mark("subscript", "sub", "superscript");
export const Superscript = mark("superscript", "sup", "subscript");
