// Pictures of what is pasted: where each one's bytes are, its words for those who don't see it, its caption.
import { rtfPictures } from "./rtf_pictures.js";

// Gives every picture the address that `take` returns for its source: {file}, {url} of this site, or {missing: why}.
// With `missing` there is no address but words, which stand in the picture's place.
export function pictures(body, { rtf = "", files = [], take }) {
  const images = [...body.querySelectorAll("img")].filter((image) => !/^(asset|pasting):/.test(image.getAttribute("src") ?? ""));
  const local = images.filter((image) => isLocal(image.getAttribute("src") ?? ""));
  const drawn = matched(local, local.length > 0 ? rtfPictures(rtf) : []);
  for (const image of images) {
    const taken = take(sourceOf(image, { files, alone: images.length === 1, drawn: drawn.get(image) }));
    if (taken.src) {
      image.setAttribute("src", taken.src);
      const alt = description(image);
      if (alt) image.setAttribute("alt", alt);
      else image.removeAttribute("alt");
    } else {
      leaveWords(image, taken.words);
    }
  }
  standAlone(body);
  captions(body);
}

// Which picture of the RTF is which of the HTML: by order if there are as many, else by a size that only one pair has. A
// wrong picture would be worse than none.
function matched(local, drawn) {
  if (local.length === drawn.length) return new Map(local.map((image, index) => [image, drawn[index]]));
  const near = (image, picture) => ["width", "height"].every((side) => Math.abs(Number(image.getAttribute(side) ?? NaN) - (picture[side] ?? NaN)) <= 1);
  const pairs = local.map((image) => [image, drawn.filter((picture) => near(image, picture))]);
  return new Map(pairs.filter(([, [only, more]]) => only && !more && local.filter((other) => near(other, only)).length === 1).map(([image, [only]]) => [image, only]));
}

// Words in a line of their own where the picture should be: they keep the text from being submitted.
function leaveWords(image, text) {
  const words = image.ownerDocument.createElement("p");
  words.className = "picture-missing";
  words.textContent = text;
  const around = image.closest("p, h1, h2, h3, h4, h5, h6");
  (around ?? image).after(words);
  image.remove();
  if (around && !around.textContent.trim() && !around.querySelector("img")) around.remove();
}

function isLocal(src) {
  return src !== "" && !/^(data|https?|blob|cid):|^\//i.test(src);
}

function sourceOf(image, { files, alone, drawn }) {
  const src = image.getAttribute("src") ?? "";
  if (/^data:/i.test(src)) {
    const file = fromData(src);
    return file ? { file } : { missing: "broken" };
  }
  if (drawn?.bytes) return { file: new File([drawn.bytes], name(drawn.type), { type: drawn.type }) };
  // One picture alone: the clipboard also has it as a file.
  if (alone && files.length === 1) return { file: files[0] };
  if (drawn) return { missing: "drawing" };
  const url = isLocal(src) ? null : parsed(src);
  if (url?.origin === window.location.origin && /^https?:$/.test(url.protocol)) return { url: url.href };
  return { missing: isLocal(src) ? "local" : "remote" };
}

function parsed(src) {
  try {
    return new URL(src, window.location.href);
  } catch {
    return null;
  }
}

function name(type) {
  return `picture.${{ "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp" }[type] ?? "png"}`;
}

function fromData(src) {
  const [, type, base64, data] = /^data:(image\/[\w.+-]+)[^,]*?(;base64)?,([\s\S]*)$/i.exec(src) ?? [];
  if (!type) return null;
  try {
    const bytes = base64 ? Uint8Array.from(atob(data.replace(/\s/g, "")), (one) => one.charCodeAt(0)) : decodeURIComponent(data);
    return new File([bytes], name(type.toLowerCase()), { type: type.toLowerCase() });
  } catch {
    return null;
  }
}

// Words that a program made up describe nothing.
function description(image) {
  const alt = (image.getAttribute("alt") ?? "").trim();
  const made = /自动生成|automatically generated|^(图片|图像|图形|picture|image|img|graphic|说明:?)[\s_]*\d*$|\.(png|jpe?g|gif|bmp|emf|wmf)$/i;
  return made.test(alt) ? "" : alt;
}

// A picture is a block of its own: it leaves the paragraph it was pasted in, after its words.
function standAlone(body) {
  for (const paragraph of body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) {
    const images = [...paragraph.querySelectorAll("img")];
    if (images.length === 0) continue;
    paragraph.after(...images);
    if (!paragraph.textContent.trim()) paragraph.remove();
  }
}

// A paragraph "图1 …" below a picture is its caption.
function captions(body) {
  for (const image of body.querySelectorAll("img")) {
    const below = image.nextElementSibling;
    if (image.closest("figure") || below?.tagName !== "P" || below.querySelector("img")) continue;
    const words = below.textContent.replace(/[\s\u00a0\u3000]+/g, " ").trim();
    if (words.length > 60 || !/^图\s*[\d一二三四五六七八九十]+(?:[\s：:.．、-]|$)/.test(words)) continue;
    const figure = body.ownerDocument.createElement("figure");
    const caption = body.ownerDocument.createElement("figcaption");
    caption.textContent = words;
    image.replaceWith(figure);
    figure.append(image, caption);
    below.remove();
  }
}
