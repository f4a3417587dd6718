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

function headed(table) {
  const rows = [...table.rows];
  const [first] = rows;
  const isHeader = (cell) => cell.tagName === "TH";
  if (rows.length > 1 && [...first.cells].every(isHeader) && [...first.cells].every((cell) => cell.rowSpan === 1)) {
    const head = document.createElement("thead");
    head.append(first);
    table.tBodies[0].before(head);
    for (const cell of first.cells) cell.scope = "col";
  }
  for (const row of table.tBodies[0]?.rows ?? []) {
    const [cell, ...others] = row.cells;
    if (cell && isHeader(cell) && !others.every(isHeader)) cell.scope = "row";
  }
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}
