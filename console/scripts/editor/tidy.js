// 一键排版: lays a text out the official way. Works on the editor's JSON, so that it is a plain function.
const BLANK = "[\\s\\u00a0\\u3000]";
const HAN = "[\\u4e00-\\u9fff]";
const TEXT_BLOCKS = new Set(["paragraph", "heading"]);

export function tidy(document) {
  const content = blocks(document.content ?? []);
  closingToTheRight(content);
  return { ...document, content: content.length ? content : [{ type: "paragraph" }] };
}

function blocks(nodes) {
  return nodes.map(block).filter((node) => !(TEXT_BLOCKS.has(node.type) && isEmpty(node)));
}

function block(node) {
  if (TEXT_BLOCKS.has(node.type)) return ranked(cleaned(node));
  if (["tableCell", "tableHeader", "listItem"].includes(node.type)) {
    const inner = (node.content ?? []).map((child) => (TEXT_BLOCKS.has(child.type) ? cleaned(child) : block(child)));
    const kept = inner.filter((child) => !(TEXT_BLOCKS.has(child.type) && isEmpty(child)));
    return { ...node, content: kept.length ? kept : [{ type: "paragraph" }] };
  }
  return node.content ? { ...node, content: node.type === "blockquote" ? atLeastOne(blocks(node.content)) : node.content.map(block) } : node;
}

function atLeastOne(content) {
  return content.length ? content : [{ type: "paragraph" }];
}

// Indents made of blanks go: the style sheet indents. Blanks between Han characters go too.
function cleaned(node) {
  const parts = [...(node.content ?? [])];
  while (parts.length && isBlankPart(parts[0])) parts.shift();
  while (parts.length && isBlankPart(parts.at(-1))) parts.pop();
  const content = parts.map((part, index) => {
    if (part.type !== "text") return part;
    let { text } = part;
    if (index === 0 || parts[index - 1].type === "hardBreak") text = text.replace(new RegExp(`^${BLANK}+`), "");
    if (index === parts.length - 1) text = text.replace(new RegExp(`${BLANK}+$`), "");
    return { ...part, text: characters(text) };
  });
  const attrs = node.attrs && "indent" in node.attrs ? { ...node.attrs, indent: null } : node.attrs;
  return { ...node, attrs, content: content.filter((part) => part.type !== "text" || part.text) };
}

function characters(text) {
  return text
    .replace(new RegExp(`(${HAN})${BLANK}+(?=${HAN})`, "g"), "$1")
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(new RegExp(`(${HAN}),`, "g"), "$1，")
    .replace(new RegExp(`(${HAN});`, "g"), "$1；")
    .replace(new RegExp(`(${HAN}):(?!//)`, "g"), "$1：")
    .replace(/^\(([一二三四五六七八九十]+)\)/, "（$1）")
    .replace(/[[【](\d{4})[\]】](?=\s*第?\d+号)/g, "〔$1〕")
    .replace(/〔(\d{4})〕\s*第?0*(\d+)号/g, "〔$1〕$2号");
}

function isBlankPart(part) {
  return part.type === "hardBreak" || (part.type === "text" && new RegExp(`^${BLANK}*$`).test(part.text));
}

function isEmpty(node) {
  return (node.content ?? []).every(isBlankPart);
}

// 一、 and （一） alone on a short line are headings of the first and second rank.
function ranked(node) {
  const text = plain(node);
  if (node.type !== "paragraph" || text.length > 40 || /[。；！？：，]/.test(text)) return node;
  const level = /^[一二三四五六七八九十]+、/.test(text) ? 2 : /^（[一二三四五六七八九十]+）/.test(text) ? 3 : null;
  if (!level) return node;
  const content = node.content.map((part) => (part.marks ? { ...part, marks: part.marks.filter((mark) => mark.type !== "bold") } : part));
  return { ...node, type: "heading", attrs: { ...node.attrs, level }, content };
}

// A last line that is a date stands to the right, with the office's name above it.
function closingToTheRight(content) {
  const last = content.at(-1);
  if (last?.type !== "paragraph" || !/^\d{4}年\d{1,2}月\d{1,2}日$/.test(plain(last))) return;
  last.attrs = { ...last.attrs, align: "right" };
  const office = content.at(-2);
  if (office?.type === "paragraph" && plain(office).length <= 30 && !/[。；：，！？]/.test(plain(office))) office.attrs = { ...office.attrs, align: "right" };
}

function plain(node) {
  return (node.content ?? []).map((part) => part.text ?? "").join("").trim();
}
