// Tables of Word, WPS and their spreadsheets: header cells and captions that were only looks become what they are.
import { rename } from "./paste_elements.js";

const MOST_HEADER = 20;
const MOST_CAPTION = 60;

export function tables(body) {
  for (const hidden of body.querySelectorAll(':is(tr, td)[data-style*="display:none" i]')) hidden.remove();
  for (const table of body.querySelectorAll("table")) {
    if (table.querySelector("table") || table.rows.length === 0) continue;
    caption(table);
    header(table);
  }
}

// A paragraph "表1 …" beside the table, or a first row that is one cell as wide as the table.
function caption(table) {
  if (table.caption) return;
  const [first] = table.rows;
  const paragraph = [table.previousElementSibling, table.nextElementSibling].find(isCaption);
  const [cell] = first.cells;
  let words = null;
  if (paragraph) {
    words = text(paragraph);
    paragraph.remove();
  } else if (first.cells.length === 1 && cell.colSpan > 1 && cell.rowSpan === 1 && table.rows.length > 2 && !cell.querySelector("img")) {
    words = text(cell);
    if (!words || words.length > MOST_CAPTION) return;
    first.remove();
  }
  if (words) table.createCaption().textContent = words;
}

function isCaption(element) {
  if (element?.tagName !== "P" || element.querySelector("img") || text(element).length > MOST_CAPTION) return false;
  return /^表\s*[\d一二三四五六七八九十]+(?:[\s\u3000：:.．、-]|$)/.test(text(element));
}

function header(table) {
  if (table.querySelector("th")) return;
  const inHead = table.tHead?.rows.length ?? 0;
  const depth = inHead || Math.max(...[...table.rows[0].cells].map((cell) => cell.rowSpan), 1);
  if (depth >= table.rows.length) return;
  const cells = [...table.rows].slice(0, depth).flatMap((row) => [...row.cells]);
  if (inHead === 0 && !(cells.length > 1 && cells.every(isName))) return;
  for (const cell of cells) rename(cell, "th");
}

// A few words that are no mere figure; a year may head a column.
function isName(cell) {
  const words = text(cell);
  return words !== "" && words.length <= MOST_HEADER && !cell.querySelector("img") && (/^\d{4}$/.test(words) || !/^[\d.,，%％￥¥+-]+$/.test(words));
}

function text(element) {
  return element.textContent.replace(/[\s\u00a0\u3000]+/g, " ").trim();
}
