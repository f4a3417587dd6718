// Turns what Word, WPS and web pages put on the clipboard into plain structure.
const DROP = "style, script, meta, link, title, xml, o\\:p, w\\:sdt > w\\:sdtpr, svg, iframe, object, form, input, button, select";

export function cleanPaste(html) {
  const text = html.replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, "").replace(/<!--[\s\S]*?-->/g, "").replace(/<\?xml[\s\S]*?>/gi, "");
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const element of page.querySelectorAll(DROP)) element.remove();
  keepWeight(page.body);
  outlineToHeadings(page.body);
  markedToLists(page.body);
  demoteHeadings(page.body);
  firstRowsToHeaders(page.body);
  dropForeignImages(page.body);
  stripAttributes(page.body);
  trimParagraphs(page.body);
  return page.body.innerHTML;
}

function rename(element, tag) {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

// Bold that is only a style becomes bold; a <b> that is styled as normal doesn't.
function keepWeight(body) {
  for (const element of body.querySelectorAll("b[style], strong[style]")) {
    if (/font-weight:\s*(normal|400)/i.test(element.getAttribute("style"))) element.replaceWith(...element.childNodes);
  }
  for (const span of body.querySelectorAll("span[style]")) {
    const bold = /font-weight:\s*(bold|[6-9]00)/i.test(span.getAttribute("style"));
    if (bold && !span.closest("b, strong, h1, h2, h3, h4, h5, h6, th")) rename(span, "strong");
  }
}

// Word keeps a heading's rank in a style, whatever the element is called.
function outlineToHeadings(body) {
  for (const paragraph of body.querySelectorAll("p[style], p[class]")) {
    const style = /mso-outline-level:\s*(\d)/i.exec(paragraph.getAttribute("style") ?? "");
    const named = /^(?:MsoHeading|Heading|标题)\s*(\d)/i.exec(paragraph.className);
    const rank = Number((style ?? named)?.[1]);
    if (rank >= 1 && rank <= 6) rename(paragraph, `h${rank}`);
  }
}

// Word's lists are paragraphs whose style says mso-list and whose first span is the bullet.
function markedToLists(body) {
  let list = null;
  for (const paragraph of [...body.querySelectorAll("p")]) {
    if (!/mso-list:\s*(?!none)/i.test(paragraph.getAttribute("style") ?? "")) {
      list = null;
      continue;
    }
    const marker = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""));
    const ordered = /[\d一二三四五六七八九十]/.test(marker?.textContent ?? "");
    marker?.remove();
    const tag = ordered ? "OL" : "UL";
    if (!list || list.tagName !== tag || list.nextElementSibling !== paragraph) {
      list = body.ownerDocument.createElement(tag);
      paragraph.before(list);
    }
    const item = body.ownerDocument.createElement("li");
    list.append(item);
    item.append(paragraph);
  }
}

// The page's own title is the only first rank. Headings are bold already.
function demoteHeadings(body) {
  for (const heading of body.querySelectorAll("h1")) rename(heading, "h2");
  for (const heading of body.querySelectorAll("h5, h6")) rename(heading, "h4");
  for (const bold of body.querySelectorAll(":is(h2, h3, h4, th) :is(b, strong)")) bold.replaceWith(...bold.childNodes);
}

function firstRowsToHeaders(body) {
  for (const table of body.querySelectorAll("table")) {
    if (table.querySelector("th") || table.querySelector("table") || table.rows.length < 2) continue;
    const cells = [...table.rows[0].cells];
    const looksLikeHead = cells.length > 1 && cells.every((cell) => cell.textContent.trim() && cell.textContent.trim().length <= 20 && !cell.rowSpan.toString().match(/^[2-9]/));
    if (looksLikeHead) for (const cell of cells) copySpan(cell, rename(cell, "th"));
  }
}

function copySpan(from, to) {
  if (from.colSpan > 1) to.colSpan = from.colSpan;
}

// A pasted picture is a file on somebody's disk: it has to be uploaded as an attachment.
function dropForeignImages(body) {
  for (const image of body.querySelectorAll("img")) {
    if (!image.getAttribute("src")?.startsWith("asset:")) image.remove();
  }
}

const KEEP = { A: ["href"], IMG: ["src", "alt"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan"], OL: ["start"] };

function stripAttributes(body) {
  for (const element of body.querySelectorAll("*")) {
    const align = ["P", "H2", "H3", "H4"].includes(element.tagName) && /text-align:\s*(center|right)/i.exec(element.getAttribute("style") ?? "")?.[1];
    for (const { name } of [...element.attributes]) if (!KEEP[element.tagName]?.includes(name)) element.removeAttribute(name);
    if (align) element.className = `align-${align.toLowerCase()}`;
  }
  for (const element of body.querySelectorAll("span, font, div:not(:has(p, div, table, ul, ol, h2, h3, h4))")) {
    if (element.tagName === "DIV") rename(element, "p");
    else element.replaceWith(...element.childNodes);
  }
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
