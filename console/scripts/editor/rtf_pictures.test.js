import assert from "node:assert/strict";
import { test } from "node:test";
import { rtfPictures } from "./rtf_pictures.js";

const png = "89504e470d0a1a0a0000000d49484452";
const jpeg = "ffd8ffe000104a4649460001";
const hex = (bytes) => Buffer.from(bytes).toString("hex");

test("pictures come in the order of the text, once each", () => {
  const rtf = String.raw`{\rtf1\ansi {\header{\pict\pngblip ${png}}}{\*\listpicture{\pict\pngblip ${png}}}
    \u34920?{\*\shppict{\pict{\*\picprop\shplid1{\sp{\sn fName}{\sv abcdef}}}\picscalex100\picw12\pngblip\bliptag-1{\*\blipuid 00112233445566778899aabbccddeeff}
${png.slice(0, 16)}
${png.slice(16)}}}{\nonshppict{\pict\wmetafile8 0100090000034c000000}}
    {\*\shppict{\pict\jpegblip ${jpeg}}}}`;
  const found = rtfPictures(rtf);
  assert.deepEqual(found.map(({ type }) => type), ["image/png", "image/jpeg"]);
  assert.equal(hex(found[0].bytes), png);
  assert.equal(hex(found[1].bytes), jpeg);
});

test("a metafile keeps its place but has no bytes", () => {
  const found = rtfPictures(String.raw`{\rtf1{\pict\emfblip 0100000058000000}{\*\shppict{\pict\pngblip ${png}}}}`);
  assert.deepEqual(found.map(({ type }) => type), [null, "image/png"]);
});

test("binary data is stepped over and broken RTF ends quietly", () => {
  assert.equal(rtfPictures(String.raw`{\rtf1{\pict\pngblip\bin5 }{}{}{\pict\pngblip ${png}}}`).length, 2);
  assert.deepEqual(rtfPictures(String.raw`}}}{\pict\pngblip 89`), []);
  assert.deepEqual(rtfPictures(""), []);
});

test("the size is that on the page", () => {
  const [one, other] = rtfPictures(String.raw`{\rtf1{\pict\picscalex50\picscaley200\picwgoal3000\pichgoal1500\pngblip ${png}}{\pict\pngblip ${png}}}`);
  assert.deepEqual([one.width, one.height, other.width], [100, 200, null]);
});
