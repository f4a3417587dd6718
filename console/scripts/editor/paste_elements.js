// Small acts on the elements of what is pasted.
const CARRIED = ["data-style", "class", "align", "colspan", "rowspan"];

// The same element by another name.
export function rename(element, tag) {
  const renamed = element.ownerDocument.createElement(tag);
  for (const name of CARRIED) if (element.hasAttribute(name)) renamed.setAttribute(name, element.getAttribute(name));
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}
