// Turns what Word, WPS and web pages put on the clipboard into plain structure.
import { rename } from "./paste_elements.js";
import { listsFromMarks } from "./paste_lists.js";
import { footnotes } from "./paste_notes.js";
import { pictures } from "./paste_pictures.js";
import { tables } from "./paste_tables.js";

const DROP = "style, script, meta, link, title, xml, o\\:p, w\\:sdt > w\\:sdtpr, svg, iframe, object, form, input, button, select";

// `clipboard`: its RTF and its files, and what becomes of a picture (see paste_pictures.js).
export function cleanPaste(html, clipboard) {
  const page = new DOMParser().parseFromString(inert(html), "text/html");
  for (const element of page.querySelectorAll(DROP)) element.remove();
  keepWeight(page.body);
  outlineToHeadings(page.body);
  listsFromMarks(page.body);
  demoteHeadings(page.body);
  tables(page.body);
  dropSecondWeight(page.body);
  pictures(page.body, clipboard);
  footnotes(page.body, clipboard.notesFrom);
  stripAttributes(page.body);
  trimParagraphs(page.body);
  return page.body.innerHTML;
}

// Styles are read as data-style: the console's pages may not carry any, not even for a moment.
function inert(html) {
  return html
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->|<!--[\s\S]*?-->|<\?xml[\s\S]*?>|<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
}

// Bold that is only a style becomes bold; a <b> that is styled as normal doesn't.
function keepWeight(body) {
  for (const element of body.querySelectorAll("b[data-style], strong[data-style]")) {
    if (/font-weight:\s*(normal|400)/i.test(element.dataset.style)) element.replaceWith(...element.childNodes);
  }
  for (const span of body.querySelectorAll("span[data-style]")) {
    const bold = /font-weight:\s*(bold|[6-9]00)/i.test(span.dataset.style);
    if (bold && !span.closest("b, strong, h1, h2, h3, h4, h5, h6, th")) rename(span, "strong");
  }
}

// Word keeps a heading's rank in a style, whatever the element is called.
function outlineToHeadings(body) {
  for (const paragraph of body.querySelectorAll("p[data-style], p[class]")) {
    const style = /mso-outline-level:\s*(\d)/i.exec(paragraph.dataset.style ?? "");
    const named = /^(?:MsoHeading|Heading|标题)\s*(\d)/i.exec(paragraph.className);
    const rank = Number((style ?? named)?.[1]);
    if (rank >= 1 && rank <= 6) rename(paragraph, `h${rank}`);
  }
}

// The page's own title is the only first rank.
function demoteHeadings(body) {
  for (const heading of body.querySelectorAll("h1")) rename(heading, "h2");
  for (const heading of body.querySelectorAll("h5, h6")) rename(heading, "h4");
}

// Headings and header cells are bold already.
function dropSecondWeight(body) {
  for (const bold of body.querySelectorAll(":is(h2, h3, h4, th) :is(b, strong)")) bold.replaceWith(...bold.childNodes);
}

const KEEP = { A: ["href"], IMG: ["src", "alt"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan"], OL: ["start"], LI: ["id"], SECTION: ["class"] };

function stripAttributes(body) {
  for (const element of body.querySelectorAll("*")) {
    const may = ["P", "H2", "H3", "H4"].includes(element.tagName) && !element.closest("table");
    const align = may && placeOf(element);
    const missing = element.tagName === "P" && element.classList.contains("picture-missing");
    for (const { name } of [...element.attributes]) if (!KEEP[element.tagName]?.includes(name)) element.removeAttribute(name);
    if (align) element.className = `align-${align}`;
    if (missing) element.className = "picture-missing";
  }
  for (const element of body.querySelectorAll("span, font, div:not(:has(p, div, table, ul, ol, h2, h3, h4, figure, img))")) {
    if (element.tagName === "DIV") rename(element, "p");
    else element.replaceWith(...element.childNodes);
  }
}

// WPS says it in an attribute, Word in a style.
function placeOf(element) {
  const said = /text-align:\s*(center|right)/i.exec(element.dataset.style ?? "")?.[1] ?? element.getAttribute("align") ?? "";
  return ["center", "right"].find((word) => word === said.toLowerCase());
}

function trimParagraphs(body) {
  body.normalize();
  for (const paragraph of body.querySelectorAll("p, h2, h3, h4")) {
    const first = firstText(paragraph);
    if (first) first.data = first.data.replace(/^[\s\u00a0\u3000]+/, "");
    const empty = !paragraph.textContent.replace(/[\s\u00a0\u3000]/g, "") && !paragraph.querySelector("img");
    if (empty && !paragraph.closest("td, th, li")) paragraph.remove();
  }
}

function firstText(element) {
  return element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
}
