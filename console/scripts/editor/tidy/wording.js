// Blanks, punctuation, figures and document numbers of a line, as official texts write them.
const HAN = "\\u4e00-\\u9fff";
const BLANK = "[^\\S\\n]";
const CLOSED = "，。；：？！、）〕】》”’";
const OPEN = "（〔【《“‘";

const nothing = () => "";
const first = (_, kept) => kept;
const then = (written) => (_, kept) => kept + written;
const after = (pattern) => new RegExp(`([${HAN}${CLOSED}])${pattern}`, "g");

// Each rule: what it is counted as, what it looks for, what it writes. No look-behind: older browsers lack it.
const RULES = [
  ["spaces", /[\u200b\ufeff\u00ad]/g, nothing],
  ["indents", new RegExp(`(^|\\n)${BLANK}+`, "g"), first],
  ["spaces", new RegExp(`${BLANK}+(?=\\n|$)`, "g"), nothing],
  ["spaces", new RegExp(`([${HAN}${CLOSED}${OPEN}])${BLANK}+(?=[${HAN}${CLOSED}${OPEN}])`, "g"), first],
  ["spaces", /[^\S\n]{2,}/g, () => " "],
  ["figures", /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)],
  ["numbers", new RegExp(`([${HAN}])[[【(（﹝［〔](\\d{4})[\\]】)）﹞］〕] *第? *0*(\\d+) *号`, "g"), (_, kept, year, number) => `${kept}〔${year}〕${number}号`],
  ["punctuation", after(","), then("，")],
  ["punctuation", after(";"), then("；")],
  ["punctuation", after(":(?!//)"), then("：")],
  ["punctuation", after("\\?"), then("？")],
  ["punctuation", after("!"), then("！")],
  ["punctuation", new RegExp(`([${HAN}）》”])\\.(?=\\n|$)`, "g"), then("。")],
  ["punctuation", new RegExp(`\\(([^()\\n]*[${HAN}][^()\\n]*)\\)`, "g"), (_, inner) => `（${inner}）`],
  ["punctuation", new RegExp(`([${HAN}])\\(([^()\\n]*)\\)(?=[${HAN}，。；：、]|\\n|$)`, "g"), (_, kept, inner) => `${kept}（${inner}）`],
  ["punctuation", new RegExp(`"([^"\\n]*[${HAN}][^"\\n]*)"`, "g"), (_, inner) => `“${inner}”`],
  ["punctuation", /(^|\n)([一二三四五六七八九十]{1,3})[.,，．](?=\S)/g, (_, start, number) => `${start}${number}、`],
  ["punctuation", /(^|\n)（([一二三四五六七八九十]{1,3})）[、.．，]/g, (_, start, number) => `${start}（${number}）`],
];

// Puts the line right and adds to the tally what was done.
export function worded(line, tally) {
  for (const [kind, pattern, write] of RULES) tally[kind] += line.replace(pattern, write);
}
