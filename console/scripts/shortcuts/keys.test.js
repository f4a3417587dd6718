import assert from "node:assert/strict";
import { test } from "node:test";
import { isSingle, means, pressed, shown } from "./keys.js";

const press = (key, held = {}) => pressed({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test("what is pressed is what is declared", () => {
  assert.ok(means("Control+S", press("s", { ctrlKey: true })));
  assert.ok(means("Control+S", press("s", { metaKey: true })));
  assert.ok(means("Control+Shift+P", press("P", { ctrlKey: true, shiftKey: true })));
  assert.ok(means("?", press("?", { shiftKey: true })));
  assert.ok(means("/", press("/")));
  assert.ok(means("J", press("j")));
  assert.ok(means("Control+Enter Control+M", press("Enter", { ctrlKey: true })));
});

test("more keys held mean something else", () => {
  assert.ok(!means("Control+S", press("S", { ctrlKey: true, shiftKey: true })));
  assert.ok(!means("J", press("j", { ctrlKey: true })));
  assert.ok(!means("J", press("J", { shiftKey: true })));
  assert.ok(!means(null, press("j")));
});

test("single keys are told apart and keys are shown as on the keyboard", () => {
  assert.ok(isSingle(press("?", { shiftKey: true })) && isSingle("J") && !isSingle("Control+S") && !isSingle("Alt+F10"));
  assert.deepEqual(shown("Control+Shift+P"), ["Ctrl", "Shift", "P"]);
  assert.deepEqual(shown("/"), ["/"]);
});
