// Lines that only look like headings become headings: 一、 （一） 1. on a short line of their own.
const MOST = 40;
const RANKS = [
  [2, /^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,4}[章编])/],
  [3, /^（[一二三四五六七八九十]{1,3}）|^第[一二三四五六七八九十百]{1,4}节/],
  [4, /^\d{1,2}[.．、](?!\d)/],
];

export function ranked(blocks, tally) {
  return blocks.map((node, index) => {
    const rank = rankOf(node);
    if (!rank) return node;
    // Figures in a row are a list, not headings without a text.
    if (rank === 4 && [blocks[index - 1], blocks[index + 1]].some((beside) => beside?.type === "paragraph" && RANKS[2][1].test(plain(beside)))) return node;
    // A heading is followed by its text.
    if (rank === 4 && !blocks[index + 1]) return node;
    tally.headings += 1;
    const { align: _align, indent: _indent, ...attrs } = node.attrs ?? {};
    const content = node.content.map((part) => (part.marks ? { ...part, marks: part.marks.filter(({ type }) => type !== "bold") } : part));
    return { ...node, type: "heading", attrs: { ...attrs, level: rank }, content };
  });
}

function rankOf(node) {
  if (node.type !== "paragraph" || (node.content ?? []).some(({ type }) => type !== "text")) return null;
  const text = plain(node);
  if (text.length > MOST || /[。；！？：，…]/.test(text)) return null;
  return RANKS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

export function plain(node) {
  return (node.content ?? []).map((part) => part.text ?? "").join("").trim();
}
