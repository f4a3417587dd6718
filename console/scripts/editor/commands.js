// What each tool of the bar does, and when it counts as pressed.
const heading = (level) => ({
  run: (chain) => chain.toggleHeading({ level }),
  pressed: (editor) => editor.isActive("heading", { level }),
});

export const commands = {
  paragraph: { run: (chain) => chain.setParagraph(), pressed: (editor) => editor.isActive("paragraph") && !editor.isActive("listItem") },
  heading2: heading(2),
  heading3: heading(3),
  heading4: heading(4),
  bold: { run: (chain) => chain.toggleBold(), pressed: (editor) => editor.isActive("bold") },
  bulletList: { run: (chain) => chain.toggleBulletList(), pressed: (editor) => editor.isActive("bulletList") },
  orderedList: { run: (chain) => chain.toggleOrderedList(), pressed: (editor) => editor.isActive("orderedList") },
  blockquote: { run: (chain) => chain.toggleBlockquote(), pressed: (editor) => editor.isActive("blockquote") },
  footnote: { run: (chain) => chain.addFootnote(), enabled: (editor) => !editor.isActive("footnote") },
  center: { run: (chain) => chain.toggleAlign("center"), pressed: (editor) => editor.isActive({ align: "center" }) },
  right: { run: (chain) => chain.toggleAlign("right"), pressed: (editor) => editor.isActive({ align: "right" }) },
  undo: { run: (chain) => chain.undo(), enabled: (editor) => editor.can().undo() },
  redo: { run: (chain) => chain.redo(), enabled: (editor) => editor.can().redo() },
  rowBelow: { run: (chain) => chain.addRowAfter() },
  rowDelete: { run: (chain) => chain.deleteRow() },
  columnAfter: { run: (chain) => chain.addColumnAfter() },
  columnDelete: { run: (chain) => chain.deleteColumn() },
  headerRow: { run: (chain) => chain.toggleHeaderRow() },
  headerColumn: { run: (chain) => chain.toggleHeaderColumn() },
  mergeOrSplit: { run: (chain) => chain.mergeOrSplit() },
  tableDelete: { run: (chain) => chain.deleteTable() },
};
