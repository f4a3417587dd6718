// Finds quoted words in a piece of the page. White space and invisible characters don't count, as on the server.
const SKIPPED = /[\s\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/u;

// The letters of an element, each with the text node and offset it stands at.
function letters(root) {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let offset = 0;
    for (const letter of node.data) {
      if (!SKIPPED.test(letter)) found.push({ letter, node, offset, end: offset + letter.length });
      offset += letter.length;
    }
  }
  return found;
}

const tight = (text) => [...text].filter((letter) => !SKIPPED.test(letter)).join("");

// The first place of a quote within an element as a range, or nothing.
export function rangeOf(root, quote) {
  const wanted = [...tight(quote)];
  if (wanted.length === 0) return null;
  const all = letters(root);
  const start = all.findIndex((_, index) => wanted.every((letter, step) => all[index + step]?.letter === letter));
  if (start < 0) return null;
  const range = document.createRange();
  const first = all[start];
  const last = all[start + wanted.length - 1];
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.end);
  return range;
}

// What is selected within an element, and what stands before it.
export function selectionIn(root) {
  const selection = window.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  const above = document.createRange();
  above.selectNodeContents(root);
  above.setEnd(range.startContainer, range.startOffset);
  const quote = range.toString().trim();
  return quote ? { quote, before: above.toString().slice(-64), box: range.getBoundingClientRect() } : null;
}
