// The office's name and the date at the end of an official text stand to the right.
import { plain } from "./headings.js";

const DATE = /^(?:\d{4}|[一二三四五六七八九〇○零]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日$/;
const OFFICE = /(?:府|局|委|办|办公室|委员会|院|部|厅|处|所|站|室|中心|支队|大队|组|会|团|公司|银行|大学|学校|街道|社区)$/;
// What may stand below the date.
const BELOW = /^(?:附件|附:|附：|（|抄送|联系|主送)/;
const MOST_BELOW = 12;

export function closingToTheRight(blocks, tally) {
  const at = dateAt(blocks);
  if (at < 0) return blocks;
  let first = at;
  while (first > 0 && at - first < 4 && isOffice(blocks[first - 1], first === at)) first -= 1;
  // A date without a name above it closes a text only at its very end.
  if (first === at && at !== blocks.length - 1) return blocks;
  return blocks.map((node, index) => {
    if (index < first || index > at || node.attrs?.align === "right") return node;
    tally.closing += 1;
    return { ...node, attrs: { ...node.attrs, align: "right" } };
  });
}

function dateAt(blocks) {
  for (let at = blocks.length - 1; at >= Math.max(0, blocks.length - MOST_BELOW); at -= 1) {
    const node = blocks[at];
    if (node.type === "paragraph" && DATE.test(plain(node).replace(/\s/g, ""))) return at;
    if (node.type === "paragraph" && !BELOW.test(plain(node)) && !isNumbered(node)) return -1;
  }
  return -1;
}

function isNumbered(node) {
  return /^\d{1,2}[.．、]/.test(plain(node));
}

// The line above the date may be any short name; those above it must look like offices.
function isOffice(node, nearest) {
  if (node?.type !== "paragraph") return false;
  const text = plain(node);
  return text.length > 0 && text.length <= 30 && !/[。；：，！？]/.test(text) && (nearest || OFFICE.test(text));
}
