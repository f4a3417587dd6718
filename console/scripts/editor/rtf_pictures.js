// The pictures in a clipboard's RTF, in the order of its text. Word and WPS put them nowhere else: their HTML only
// names files on the writer's disk.

// Groups that hold no picture of the text, or one that the text has already given in a better form.
const PASSED_OVER = new Set(["nonshppict", "shprslt", "listpicture", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "pntxta", "pntxtb"]);
const TYPES = { pngblip: "image/png", jpegblip: "image/jpeg" };
const TOKEN = /[{}]|\\([a-z]+)(-?\d+)? ?|\\'[0-9a-f]{2}|\\[^a-z]|[^\\{}]+/gi;

// [{type, bytes, width, height}], the size in pixels as it is shown, null if the RTF doesn't say; a picture that no
// browser can show (metafile, bitmap) has neither type nor bytes.
export function rtfPictures(rtf) {
  const pictures = [];
  const groups = [];
  let group = { passed: false, picture: null };
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(rtf); token; token = TOKEN.exec(rtf)) {
    const [text, word, number] = token;
    if (text === "{") {
      groups.push(group);
      group = { passed: group.passed, picture: null };
    } else if (text === "}") {
      if (group.picture && !group.passed) pictures.push(finished(group.picture));
      group = groups.pop() ?? { passed: false, picture: null };
    } else if (word === "bin") {
      TOKEN.lastIndex += Math.max(Number(number) || 0, 0);
    } else if (word === "pict") {
      group.picture = { type: null, hex: [], said: {} };
    } else if (word) {
      if (PASSED_OVER.has(word)) group.passed = true;
      if (group.picture && word in TYPES) group.picture.type = TYPES[word];
      if (group.picture && number) group.picture.said[word] = Number(number);
    } else if (group.picture?.type && !text.startsWith("\\")) {
      group.picture.hex.push(text);
    }
  }
  return pictures;
}

function finished({ type, hex, said }) {
  const size = { width: pixels(said.picwgoal, said.picscalex), height: pixels(said.pichgoal, said.picscaley) };
  const digits = hex.join("").replace(/[^0-9a-f]/gi, "");
  if (!type || digits.length < 16) return { type: null, bytes: null, ...size };
  const bytes = new Uint8Array(digits.length >> 1);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16);
  return { type, bytes, ...size };
}

// Fifteen twentieths of a point are a pixel.
function pixels(goal, scale = 100) {
  return goal ? Math.round((goal * scale) / 1500) : null;
}
