// One person writes at a time: tells the server that this page is open, shows who else is there, and freezes the
// form while somebody else writes. Nothing typed is ever taken away.
import { Controller } from "@hotwired/stimulus";

const EVERY = 10_000;
// A page that nobody touches gives no signs: neither the lock nor the session should outlive its person's presence.
const ASLEEP_AFTER = 3 * 60_000;

export default class extends Controller {
  static targets = ["banner", "held", "hint", "take", "newer", "others", "names", "form"];
  static values = { url: String, theirsHint: String, lostHint: String, lost: String, free: String, takeOver: String, begin: String };

  connect() {
    this.awake = Date.now();
    this.typed = false;
    this.everTyped = false;
    this.held = false;
    this.wants = true;
    for (const name of ["pointerdown", "pointermove", "keydown", "scroll"]) window.addEventListener(name, this.stir, { passive: true });
    this.formTarget.addEventListener("input", this.type);
    this.formTarget.addEventListener("submit", this.block, true);
    window.addEventListener("pagehide", this.leave);
    window.addEventListener("pageshow", this.shown);
    window.addEventListener("online", this.beatNow);
    if (!this.bannerTarget.hidden) this.freeze();
    this.beatNow();
  }

  disconnect() {
    for (const name of ["pointerdown", "pointermove", "keydown", "scroll"]) window.removeEventListener(name, this.stir);
    this.formTarget.removeEventListener("input", this.type);
    this.formTarget.removeEventListener("submit", this.block, true);
    window.removeEventListener("pagehide", this.leave);
    window.removeEventListener("pageshow", this.shown);
    window.removeEventListener("online", this.beatNow);
    clearTimeout(this.next);
  }

  stir = () => {
    const slept = Date.now() - this.awake > ASLEEP_AFTER;
    this.awake = Date.now();
    if (slept) this.beatNow();
  };

  type = () => {
    this.typed = true;
    this.everTyped = true;
  };

  // Signs

  beatNow = () => {
    clearTimeout(this.next);
    this.beat();
  };

  async beat() {
    const typed = this.typed;
    this.typed = false;
    const standing = await this.ask(this.urlValue, { wants: this.wants ? "yes" : "no", typed: typed ? "yes" : "no" });
    if (standing) this.show(standing);
    clearTimeout(this.next);
    this.next = setTimeout(() => {
      if (Date.now() - this.awake < ASLEEP_AFTER) this.beat();
    }, EVERY);
  }

  async ask(url, about) {
    const { csrf, based_on: base, merged_with: seen } = this.formTarget.elements;
    const body = new URLSearchParams({ ...about, csrf: csrf.value, based_on: (seen ?? base).value });
    try {
      const answer = await fetch(url, { method: "POST", body, redirect: "manual", headers: { accept: "application/json" } });
      return answer.ok ? await answer.json() : null;
    } catch {
      // Without network nobody can be asked; what is typed is kept by other hands.
      return null;
    }
  }

  show({ state, held, who, newer, others }) {
    this.put(this.newerTarget, this.newerTarget, newer);
    this.put(this.othersTarget, this.namesTarget, others);
    if (state === "mine") {
      this.held = true;
      this.wants = true;
      this.bannerTarget.hidden = true;
      this.thaw();
      return;
    }
    if (state === "theirs") {
      this.lostTo ??= this.held ? who : undefined;
      this.heldTarget.textContent = this.lostTo ? `${this.lostValue.replace("%s", who)}${held}` : held;
      this.hintTarget.textContent = this.lostTo ? this.lostHintValue : this.theirsHintValue;
      this.takeTarget.textContent = this.takeOverValue;
    } else {
      this.heldTarget.textContent = this.freeValue;
      this.hintTarget.textContent = this.lostTo ? this.lostHintValue : "";
      this.takeTarget.textContent = this.beginValue;
    }
    // Whoever was kept out decides for themselves when to go on: the text may be another one by then.
    this.held = false;
    this.wants = false;
    this.bannerTarget.hidden = false;
    this.freeze();
  }

  put(box, place, words) {
    box.hidden = !words;
    if (place.textContent !== (words ?? "")) place.textContent = words ?? "";
  }

  async takeOver(event) {
    event.preventDefault();
    const standing = await this.ask(`${this.urlValue}/take-over`, { answer: "json" });
    if (standing?.state !== "mine") return;
    this.lostTo = undefined;
    // Nothing typed here and something newer there: begin with the newer one.
    if (standing.newer && !this.everTyped && !new URL(window.location.href).searchParams.has("autosave")) {
      window.location.reload();
      return;
    }
    this.show(standing);
    this.formTarget.querySelector("[name=title]")?.focus();
  }

  // The form

  get editor() {
    const box = this.formTarget.querySelector('[data-controller~="editor"]');
    return box && window.Weiyang.application.getControllerForElementAndIdentifier(box, "editor")?.editor;
  }

  freeze() {
    if (this.frozen) return;
    this.frozen = [];
    const form = this.formTarget;
    form.dataset.frozen = "";
    const set = (element, name, value) => {
      this.frozen.push([element, name, element[name]]);
      element[name] = value;
    };
    for (const field of form.elements) {
      if (field.matches("input:not([type=hidden], [type=checkbox], [type=radio], [type=file]), textarea")) set(field, "readOnly", true);
      else if (field.matches("button[type=submit]")) set(field, "disabled", true);
      else if (!field.matches("[type=hidden]")) set(field, "inert", true);
    }
    this.editorSoon(false);
  }

  thaw() {
    if (!this.frozen) return;
    for (const [element, name, value] of this.frozen) element[name] = value;
    this.frozen = undefined;
    delete this.formTarget.dataset.frozen;
    this.editorSoon(true);
  }

  // The editor's script may still be on its way.
  editorSoon(editable, tries = 20) {
    if (Boolean(this.frozen) === editable) return;
    if (this.editor) this.editor.setEditable(editable, false);
    else if (tries > 0) setTimeout(() => this.editorSoon(editable, tries - 1), 100);
  }

  block = (event) => {
    if (!this.frozen) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  // Going: to a saved revision the lock goes along, otherwise it is let go.

  leave = () => {
    if (this.formTarget.dataset.leaving !== undefined || !this.held) return;
    const body = new URLSearchParams({ csrf: this.formTarget.elements.csrf.value });
    fetch(`${this.urlValue}/release`, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
    this.held = false;
  };

  shown = (event) => {
    if (event.persisted) this.beatNow();
  };
}
