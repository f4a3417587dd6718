// Lists of Word and WPS are paragraphs whose style says mso-list and whose first span is the bullet or the number.

export function listsFromMarks(body) {
  let open = [];
  for (const line of [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const style = /mso-list:\s*(?!none|ignore)\S+(?:\s+level(\d+))?/i.exec(line.dataset.style ?? "");
    if (!style) {
      open = [];
      continue;
    }
    const kind = kindOf(takeMarker(line));
    // A number in words (一、（一）第一条) is part of an official text and stays one, as it does before a heading.
    if (kind.words || line.tagName !== "P") {
      if (kind.words) line.prepend(kind.words);
      open = [];
      continue;
    }
    if (open[0]?.list.nextElementSibling !== line) open = [];
    open = placed(line, { ...kind, level: Number(style[1] ?? 1) }, open);
  }
  nestStrayLists(body);
}

function takeMarker(line) {
  const marker = [...line.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(span.dataset.style ?? ""));
  const text = marker?.textContent.replace(/[\s\u00a0]/g, "") ?? "";
  marker?.remove();
  return text;
}

function kindOf(marker) {
  const number = /^(\d{1,4})[.．、)]?$/.exec(marker);
  if (number) return { tag: "ol", start: Number(number[1]) };
  if (/^[a-z]{1,4}[.)]$/i.test(marker)) return { tag: "ol", start: 1 };
  return marker.length > 1 ? { words: marker } : { tag: "ul", start: 1 };
}

// Puts a line into the list it belongs to; gives the lists that are now open, the outermost first.
function placed(line, { tag, start, level }, open) {
  const lists = open.filter((one) => one.level < level || (one.level === level && one.list.localName === tag));
  if (lists.at(-1)?.level !== level) {
    const list = line.ownerDocument.createElement(tag);
    if (tag === "ol" && start > 1) list.setAttribute("start", start);
    const around = lists.at(-1)?.list.lastElementChild;
    if (around) around.append(list);
    else if (open[0]) open[0].list.after(list);
    else line.before(list);
    lists.push({ level, list });
  }
  const item = line.ownerDocument.createElement("li");
  lists.at(-1).list.append(item);
  item.append(line);
  return lists;
}

// A list that stands directly in a list belongs to the item before it.
function nestStrayLists(body) {
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    const before = list.previousElementSibling;
    if (before?.tagName === "LI") before.append(list);
  }
}
