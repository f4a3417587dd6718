// The number in a footnote's anchor, however it was named: fn1, #_ftn2, fnref3.
export function numberOf(anchor) {
  const found = /^#?_?(?:f(?:oot|t)?n(?:ote)?|edn)(?:[-_]?ref)?[-_:]?(\d{1,4})$/i.exec(anchor ?? "");
  return found ? Number(found[1]) : null;
}
