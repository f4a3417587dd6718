// Keyboard shortcuts. Each is declared once, by aria-keyshortcuts on the element it presses or leads to; this reads the
// declarations, and the help lists whatever the page offers. Keys for moving in lists are rows of the help itself.
import { Controller } from "@hotwired/stimulus";
import { isSingle, means, pressed, shown } from "../shortcuts/keys.js";

const OFF = "weiyang-single-keys-off";
const LINES = "main :is(.table__main, .queue__title a, .box__link)";

export default class extends Controller {
  static targets = ["move", "offered", "row", "single"];

  connect() {
    // Before the editor, which would break the line on Ctrl+Enter.
    document.addEventListener("keydown", this.press, true);
    document.addEventListener("click", this.click);
    this.singleTarget.checked = !this.off;
  }

  disconnect() {
    document.removeEventListener("keydown", this.press, true);
    document.removeEventListener("click", this.click);
  }

  get off() {
    try {
      return localStorage.getItem(OFF) !== null;
    } catch {
      return false;
    }
  }

  switch() {
    try {
      if (this.singleTarget.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    } catch {
      // Without storage the choice holds for nothing; the box says so by staying as it is on the next page.
    }
  }

  click = (event) => {
    if (event.target.closest("[data-shortcuts-open]")) this.open();
  };

  press = (event) => {
    if (event.isComposing) return;
    const combination = pressed(event);
    if (isSingle(combination) && (this.off || writing(event.target))) return;
    if (document.querySelector("dialog[open]")) return;
    const element = this.declared().find((one) => means(one.getAttribute("aria-keyshortcuts"), combination) && belongs(one, event));
    const move = this.moveTargets.find((one) => means(one.dataset.keys, combination))?.dataset.move;
    if (!element && !move) return;
    if (element) act(element);
    else if (!this[move]()) return;
    event.preventDefault();
    event.stopPropagation();
  };

  // What the page offers now. The editor minds its own tools.
  declared() {
    return [...document.querySelectorAll("[aria-keyshortcuts]")].filter((one) => !one.closest(".editor__bar") && (visible(one) || one.hasAttribute("data-shortcuts-open")));
  }

  // Lists

  next() {
    return this.step(1);
  }

  previous() {
    return this.step(-1);
  }

  step(by) {
    const lines = [...document.querySelectorAll(LINES)].filter(visible);
    if (lines.length === 0) return false;
    const here = lines.indexOf(document.activeElement);
    const line = lines[here < 0 ? 0 : Math.min(Math.max(here + by, 0), lines.length - 1)];
    line.focus();
    line.scrollIntoView({ block: "nearest" });
    return true;
  }

  tick() {
    const box = document.activeElement?.matches(LINES) && document.activeElement.closest("tr")?.querySelector('input[name="keys"]');
    box?.click();
    return Boolean(box);
  }

  // Help

  open() {
    const lines = document.querySelector(LINES) !== null;
    for (const move of this.moveTargets) move.hidden = !lines || (move.dataset.move === "tick" && !document.querySelector('input[name="keys"]'));
    const tools = [...document.querySelectorAll(".editor__bar [aria-keyshortcuts]")].filter((tool) => !tool.closest("[hidden]"));
    this.offeredTarget.replaceChildren(...[...this.declared(), ...tools].map((one) => this.row(one)));
    this.element.showModal();
  }

  close() {
    this.element.close();
  }

  row(element) {
    const row = this.rowTarget.content.firstElementChild.cloneNode(true);
    const [keys, name] = row.children;
    keys.replaceChildren(...shown(element.getAttribute("aria-keyshortcuts")).map(key));
    name.textContent = nameOf(element);
    return row;
  }
}

function visible(element) {
  return element.checkVisibility?.() ?? Boolean(element.offsetParent);
}

function act(element) {
  if (element.matches("input, textarea, select")) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

// Enter sends the form one is writing in and no other.
function belongs(element, { key, target }) {
  return key !== "Enter" || !element.form || !target.form || element.form === target.form;
}

function writing(element) {
  return element.isContentEditable || (element.matches("input, textarea, select") && !["checkbox", "radio", "button", "submit"].includes(element.type));
}

function nameOf(element) {
  return (element.dataset.shortcutName ?? element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent).trim();
}

function key(text) {
  const shownKey = document.createElement("kbd");
  shownKey.textContent = text;
  return shownKey;
}
