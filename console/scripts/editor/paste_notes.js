// Footnotes of Word, WPS and of this editor get our names, with numbers that the document doesn't use yet.
import { numberOf } from "./footnote_number.js";

export function footnotes(body, from = 0) {
  const lists = [...body.querySelectorAll('[data-style*="mso-element:footnote-list" i], [data-style*="mso-element:endnote-list" i], section.footnotes')];
  const items = lists.flatMap((list) => [...list.querySelectorAll(list.tagName === "SECTION" ? "li" : '[data-style*="mso-element:footnote" i], [data-style*="mso-element:endnote" i]')]);
  const kept = items.map((item) => written(item, from)).filter(Boolean);
  for (const list of lists) list.remove();
  for (const link of body.querySelectorAll('a[href*="#"]')) {
    const number = numberOf(link.getAttribute("href").replace(/^[^#]*/, ""));
    if (!number) continue;
    const mark = body.ownerDocument.createElement("sup");
    const anchor = body.ownerDocument.createElement("a");
    anchor.setAttribute("href", `#fn${number + from}`);
    anchor.textContent = String(number + from);
    mark.append(anchor);
    (link.closest("sup") ?? link).replaceWith(mark);
  }
  if (kept.length === 0) return;
  const section = body.ownerDocument.createElement("section");
  section.className = "footnotes";
  const list = body.ownerDocument.createElement("ol");
  list.append(...kept);
  section.append(list);
  body.append(section);
}

// A note without the number that leads back; its paragraphs become one line.
function written(item, from) {
  const anchors = [...item.querySelectorAll("a")].filter((link) => numberOf(link.getAttribute("href")?.replace(/^[^#]*/, "")));
  const number = numberOf(item.id) ?? numberOf(anchors[0]?.getAttribute("href")?.replace(/^[^#]*/, "")) ?? null;
  for (const link of anchors) (link.closest("sup") ?? link).remove();
  if (!number) return null;
  const note = item.ownerDocument.createElement("li");
  note.id = `fn${number + from}`;
  note.textContent = item.textContent.replace(/[\s\u00a0\u3000]+/g, " ").trim();
  return note;
}
