// 一键排版: lays a text out the official way. Works on the editor's JSON, so that it is a plain function.
import { closingToTheRight } from "./closing.js";
import { ranked } from "./headings.js";
import { Line } from "./line.js";
import { worded } from "./wording.js";

const TEXT_BLOCKS = new Set(["paragraph", "heading"]);
const HOLDERS = new Set(["tableCell", "tableHeader", "listItem", "blockquote"]);

// Gives the document as it should be, and how often each thing was changed.
export function tidy(document) {
  const tally = { empty: 0, indents: 0, spaces: 0, punctuation: 0, figures: 0, numbers: 0, headings: 0, closing: 0 };
  const content = closingToTheRight(ranked(filled((document.content ?? []).map((node) => block(node, tally)), tally), tally), tally);
  return { document: { ...document, content: atLeastOne(content) }, tally };
}

function block(node, tally) {
  if (TEXT_BLOCKS.has(node.type)) return cleaned(node, tally);
  if (!node.content) return node;
  const content = node.content.map((child) => block(child, tally));
  return { ...node, content: HOLDERS.has(node.type) ? atLeastOne(filled(content, tally)) : content };
}

// Without the lines that hold nothing. A single one is how an empty cell looks; it doesn't count.
function filled(blocks, tally) {
  const kept = blocks.filter((node) => !(TEXT_BLOCKS.has(node.type) && isEmpty(node)));
  const last = blocks.at(-1);
  // The editor keeps a line at the end to type on.
  const free = kept.length === 0 || (last && !kept.includes(last)) ? 1 : 0;
  tally.empty += Math.max(blocks.length - kept.length - free, 0);
  return kept;
}

function atLeastOne(content) {
  return content.length ? content : [{ type: "paragraph" }];
}

// Indents made of blanks go, as do those that were set: the style sheet indents.
function cleaned(node, tally) {
  if (isEmpty(node)) return node;
  const parts = [...(node.content ?? [])];
  while (parts[0]?.type === "hardBreak") parts.shift();
  while (parts.at(-1)?.type === "hardBreak") parts.pop();
  const line = new Line(parts);
  worded(line, tally);
  const cleaned = { ...node, content: line.content() };
  if (!node.attrs?.indent) return cleaned;
  tally.indents += 1;
  return { ...cleaned, attrs: { ...node.attrs, indent: null } };
}

function isEmpty(node) {
  return (node.content ?? []).every((part) => part.type === "hardBreak" || (part.type === "text" && !part.text.trim()));
}
