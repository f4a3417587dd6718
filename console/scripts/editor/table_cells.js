// Cells aligned by class, with the scope of headers kept.
import { TableCell, TableHeader } from "@tiptap/extension-table";
import { place } from "./align.js";

export const Cell = TableCell.extend({
  addAttributes() {
    return { ...this.parent?.(), colwidth: unwritten, align: place };
  },
});

export const HeaderCell = TableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), colwidth: unwritten, align: place, scope: { default: null } };
  },
});

const unwritten = { default: null, rendered: false };
