// Small repairs between the HTML that is kept and the HTML the editor knows.

// An image alone in a paragraph stands for itself: the editor knows it as a block and would leave the paragraph empty.
export function liftImages(html) {
  const body = parsed(html);
  for (const paragraph of body.querySelectorAll("p")) {
    const [only] = paragraph.children;
    if (only?.tagName === "IMG" && paragraph.children.length === 1 && !paragraph.textContent.trim()) paragraph.replaceWith(only);
  }
  return body.innerHTML;
}

// The editor puts a paragraph into every cell and list item; where it is the only one, it goes. Headers get their scope.
export function finished(html) {
  const body = parsed(html);
  // A picture on its way is not part of the text yet.
  for (const image of body.querySelectorAll('img[src^="pasting:"]')) (image.closest("figure") ?? image).remove();
  for (const caption of body.querySelectorAll("caption")) caption.removeAttribute("contenteditable");
  for (const paragraph of body.querySelectorAll("td > p, th > p, li > p")) {
    const alone = [...paragraph.parentElement.children].every((child) => child === paragraph || ["UL", "OL"].includes(child.tagName));
    if (alone && !paragraph.className && !paragraph.previousElementSibling) paragraph.replaceWith(...paragraph.childNodes);
  }
  for (const table of body.querySelectorAll("table")) headed(table);
  // The editor keeps an empty line at the end to type on; a text has no use for it.
  while (body.lastElementChild?.tagName === "P" && !body.lastElementChild.hasChildNodes()) body.lastElementChild.remove();
  return body.innerHTML;
}

// The rows at the top that hold only header cells become the table's head.
function headed(table) {
  const rows = [...table.rows];
  const isHeader = (cell) => cell.tagName === "TH";
  const below = rows.findIndex((row) => row.cells.length > 0 && ![...row.cells].every(isHeader));
  const head = rows.slice(0, Math.max(below, 0));
  const within = head.every((row, at) => [...row.cells].every((cell) => at + cell.rowSpan <= head.length));
  if (head.length > 0 && within) {
    const group = document.createElement("thead");
    group.append(...head);
    table.tBodies[0].before(group);
    for (const cell of group.querySelectorAll("th")) cell.scope = cell.colSpan > 1 && head.length > 1 ? "colgroup" : "col";
  }
  for (const row of table.tBodies[0]?.rows ?? []) {
    const [cell, ...others] = row.cells;
    if (cell && isHeader(cell) && !others.every(isHeader)) cell.scope = "row";
  }
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}
