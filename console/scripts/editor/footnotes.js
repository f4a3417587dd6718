// Footnotes: a number in the text and its note at the end. Numbers follow the order of the text; a note goes with its
// number, and comes along when its number is copied.
import { Node } from "@tiptap/core";
import { Fragment, Slice } from "@tiptap/pm/model";
import { Plugin, TextSelection } from "@tiptap/pm/state";
import { numberOf } from "./footnote_number.js";

export const FootnoteReference = Node.create({
  name: "footnoteReference",
  group: "inline",
  inline: true,
  atom: true,

  addAttributes() {
    return { number: { default: 1, rendered: false } };
  },

  parseHTML() {
    return [{ tag: "sup", priority: 60, getAttrs: reference }];
  },

  renderHTML({ node: { attrs: { number } } }) {
    return ["sup", {}, ["a", { href: `#fn${number}`, id: `fnref${number}` }, String(number)]];
  },

  addCommands() {
    return {
      addFootnote:
        () =>
        ({ editor, chain }) => {
          if (editor.isActive("footnote")) return false;
          const number = lastNote(editor.state.doc) + 1;
          return chain().insertContent({ type: "footnoteReference", attrs: { number } }).run();
        },
    };
  },

  addKeyboardShortcuts() {
    return { "Mod-Alt-f": ({ editor }) => writeNote(editor) };
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction: (transactions, before, after) => (transactions.some(({ docChanged }) => docChanged) ? inOrder(before.doc, after) : null),
        props: { transformCopied: (slice, view) => withNotes(slice, view.state.doc) },
      }),
    ];
  },
});

export const Footnotes = Node.create({
  name: "footnotes",
  group: "block",
  content: "footnote+",
  isolating: true,

  parseHTML() {
    return [{ tag: "section.footnotes", priority: 60, contentElement: "ol", getAttrs: (section) => (plainNotes(section) ? {} : false) }];
  },

  renderHTML() {
    return ["section", { class: "footnotes" }, ["ol", 0]];
  },
});

export const Footnote = Node.create({
  name: "footnote",
  content: "inline*",
  defining: true,

  addAttributes() {
    return { number: { default: 1, rendered: false } };
  },

  parseHTML() {
    return [{ tag: "li", priority: 60, context: "footnotes/", contentElement: (item) => item.querySelector(":scope > p:only-child") ?? item, getAttrs: note }];
  },

  renderHTML({ node }) {
    return ["li", { id: `fn${node.attrs.number}` }, 0];
  },

  // Enter leads back to the number in the text.
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        if (!editor.isActive("footnote")) return false;
        const { number } = editor.getAttributes("footnote");
        const found = references(editor.state.doc).find(({ node }) => node.attrs.number === number);
        return found ? editor.commands.setTextSelection(found.at + 1) : true;
      },
    };
  },
});

// The highest number in use.
export function lastNote(doc) {
  return Math.max(0, ...references(doc).map(({ node }) => node.attrs.number), ...notes(doc).map(({ attrs }) => attrs.number));
}

// Writes a number at the cursor and goes to its note, which is there once the text is in order again.
export function writeNote(editor) {
  return editor.chain().focus().addFootnote().run() && editor.commands.command(goToNote);
}

function goToNote({ tr, state }) {
  const { number } = state.selection.$from.nodeBefore?.attrs ?? {};
  let place = null;
  state.doc.descendants((node, at) => {
    if (node.type.name === "footnote" && node.attrs.number === number) place = at + 1;
  });
  if (place !== null) tr.setSelection(TextSelection.create(tr.doc, place)).scrollIntoView();
  return true;
}

function reference(sup) {
  const link = sup.querySelector("a");
  const number = sup.textContent === link?.textContent && !sup.closest("section.footnotes") ? numberOf(link.getAttribute("href")) : null;
  return number ? { number } : false;
}

function note(item) {
  return { number: numberOf(item.id) ?? [...item.parentElement.children].indexOf(item) + 1 };
}

// Notes that are more than a line of text each are kept as they are, letter for letter.
function plainNotes(section) {
  const items = [...section.querySelectorAll(":scope > ol > li")];
  return items.length > 0 && section.children.length === 1 && items.every((item) => !item.querySelector("p:not(:only-child), ul, ol, table, figure, img, blockquote"));
}

function references(doc) {
  const found = [];
  doc.descendants((node, at) => {
    if (node.type.name === "footnoteReference") found.push({ node, at });
  });
  return found;
}

function sections(doc) {
  const found = [];
  doc.forEach((node, at) => {
    if (node.type.name === "footnotes") found.push({ node, at });
  });
  return found;
}

function notes(doc) {
  return sections(doc).flatMap(({ node }) => Array.from({ length: node.childCount }, (_, index) => node.child(index)));
}

// What brings numbers and notes into order again, or nothing.
function inOrder(before, { doc, schema, tr }) {
  const found = references(doc);
  const all = notes(doc);
  const order = [...new Set(found.map(({ node }) => node.attrs.number))];
  const left = references(before).map(({ node }) => node.attrs.number).filter((number) => !order.includes(number));
  const wanted = order.map((number) => all.find(({ attrs }) => attrs.number === number) ?? schema.nodes.footnote.create({ number }));
  const loose = all.filter((one) => !wanted.includes(one) && !left.includes(one.attrs.number));
  const list = [...wanted, ...loose].map((one, index) => schema.nodes.footnote.create({ ...one.attrs, number: index + 1 }, one.content));
  const here = sections(doc);
  const section = list.length > 0 ? schema.nodes.footnotes.create(null, list) : null;
  const settled = here.length === (section ? 1 : 0) && (!section || (here[0].node.eq(section) && isLast(doc, here[0])));
  if (settled && order.every((number, index) => number === index + 1)) return null;
  for (const { node, at } of found) tr.setNodeMarkup(at, null, { number: order.indexOf(node.attrs.number) + 1 });
  if (settled) return tr;
  for (const { node, at } of here.reverse()) tr.delete(at, at + node.nodeSize);
  if (section) tr.insert(endOf(tr.doc), section);
  return tr;
}

// The editor keeps an empty line below everything to type on.
function endOf(doc) {
  const { lastChild } = doc;
  const free = doc.childCount > 1 && lastChild.type.name === "paragraph" && lastChild.childCount === 0;
  return doc.content.size - (free ? lastChild.nodeSize : 0);
}

function isLast(doc, { node, at }) {
  return at + node.nodeSize >= endOf(doc);
}

function withNotes(slice, doc) {
  const numbers = new Set();
  slice.content.descendants((node) => {
    if (node.type.name === "footnoteReference") numbers.add(node.attrs.number);
  });
  const wanted = notes(doc).filter(({ attrs }) => numbers.has(attrs.number));
  if (wanted.length === 0 || sections({ forEach: (see) => slice.content.forEach(see) }).length > 0) return slice;
  const { footnotes } = doc.type.schema.nodes;
  return new Slice(slice.content.append(Fragment.from(footnotes.create(null, wanted))), slice.openStart, 0);
}
