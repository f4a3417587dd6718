// Keeps what is typed: at once in this browser, a moment later on the server, until it is saved as a revision.
import { Controller } from "@hotwired/stimulus";
import { drop, left, put } from "../autosave/mirror.js";
import { send, session } from "../autosave/send.js";

const MIRROR_AFTER = 120;
const SEND_AFTER = 800;
const SEND_AT_LEAST = 4000;
const PAUSES = [2000, 4000, 8000, 15000, 30000];
const LOOK_EVERY = 4000;
// What says how a form is sent, or is sent only when it is saved.
const ASIDE = new Set(["csrf", "autosave", "window", "act", "merged_with"]);

export default class extends Controller {
  static targets = ["state", "code", "window", "dialog", "still", "other"];
  static values = {
    url: String, page: String, account: String, before: String, resumed: Boolean,
    said: String, waiting: String, signedOut: String, refused: String, full: String, notSaved: String, sending: String,
  };

  connect() {
    this.window = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(36).padStart(2, "0")).join("");
    this.windowTarget.value = this.window;
    this.tries = 0;
    this.kept = null;
    const form = this.element;
    form.addEventListener("input", this.note);
    form.addEventListener("change", this.note);
    form.addEventListener("submit", this.submit, true);
    window.addEventListener("pagehide", this.leave);
    document.addEventListener("visibilitychange", this.visible);
    window.addEventListener("online", this.again);
    window.addEventListener("focus", this.look);
    window.addEventListener("pageshow", this.shown);
    window.addEventListener("beforeunload", this.warn);
    this.deliver();
  }

  disconnect() {
    const form = this.element;
    this.leave();
    form.removeEventListener("input", this.note);
    form.removeEventListener("change", this.note);
    form.removeEventListener("submit", this.submit, true);
    window.removeEventListener("pagehide", this.leave);
    document.removeEventListener("visibilitychange", this.visible);
    window.removeEventListener("online", this.again);
    window.removeEventListener("focus", this.look);
    window.removeEventListener("pageshow", this.shown);
    window.removeEventListener("beforeunload", this.warn);
    clearTimeout(this.soon);
    clearTimeout(this.planned);
    clearTimeout(this.looking);
  }

  // Typing

  note = (event) => {
    if (event.target.type === "file" || event.target.closest("dialog")) return;
    this.typedAt = Date.now();
    this.firstUnsent ??= this.typedAt;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.mirror(), MIRROR_AFTER);
    if (!this.out) this.plan(Math.max(0, Math.min(SEND_AFTER, this.firstUnsent + SEND_AT_LEAST - this.typedAt)));
  };

  entry() {
    const fields = [...new FormData(this.element)].filter(([name, value]) => typeof value === "string" && !ASIDE.has(name));
    return { code: this.codeTarget.value, url: this.urlValue, window: this.window, before: this.beforeValue, typedAt: this.typedAt ?? Date.now(), fields };
  }

  mirror() {
    clearTimeout(this.soon);
    this.soon = undefined;
    if (this.typedAt === undefined || this.leaving) return;
    const entry = this.entry();
    this.full = JSON.stringify(entry.fields) !== this.kept && !put(this.accountValue, entry);
    if (this.full) this.say(this.fullValue);
  }

  plan(pause) {
    clearTimeout(this.planned);
    this.planned = setTimeout(() => this.send(), pause);
  }

  // Sending; gives whether everything typed so far has reached the server.
  async send() {
    clearTimeout(this.planned);
    while (this.sending) await this.sending;
    if (this.typedAt === undefined || this.leaving) return !this.leaving;
    this.sending = this.sendNow();
    const done = await this.sending;
    this.sending = null;
    return done;
  }

  async sendNow() {
    const entry = this.entry();
    const text = JSON.stringify(entry.fields);
    if (text === this.kept) return this.arrived(entry, text);
    put(this.accountValue, entry);
    const answer = await send(entry, this.element.elements.csrf.value);
    if (answer.how !== "kept") return this.failed(answer.how);
    // Another window had gone on with this one: from now on it is kept beside it.
    if (answer.code !== entry.code) {
      this.codeTarget.value = answer.code;
      if (put(this.accountValue, { ...entry, code: answer.code })) drop(this.accountValue, entry);
      entry.code = answer.code;
    }
    this.say(this.saidValue, answer.at);
    return this.arrived(entry, text);
  }

  arrived(entry, text) {
    this.kept = text;
    this.tries = 0;
    this.out = false;
    this.firstUnsent = undefined;
    drop(this.accountValue, entry);
    this.remember(entry.code);
    if (this.dialogTarget.open) this.dialogTarget.close();
    clearTimeout(this.looking);
    if (JSON.stringify(this.entry().fields) === text) return true;
    this.plan(SEND_AFTER);
    return false;
  }

  failed(how) {
    if (how === "stale") {
      this.signedOut();
      this.check();
      return false;
    }
    if (how === "signed-out") {
      this.signedOut();
      return false;
    }
    this.say(how === "offline" ? this.waitingValue : this.refusedValue, this.clock());
    this.plan(PAUSES[Math.min(this.tries, PAUSES.length - 1)]);
    this.tries += 1;
    return false;
  }

  // The address leads back to what is typed here, also after a reload or a sign-in.
  remember(code) {
    const url = new URL(this.pageValue, window.location.origin);
    url.searchParams.set("autosave", code);
    if (url.href !== window.location.href) history.replaceState(history.state, "", url);
  }

  // The session

  signedOut() {
    this.say(this.signedOutValue, this.clock());
    if (!this.out && !this.dialogTarget.open) this.dialogTarget.showModal();
    this.out = true;
    this.lookLater();
  }

  later() {
    this.dialogTarget.close();
  }

  lookLater() {
    clearTimeout(this.looking);
    this.looking = setTimeout(() => this.look(), LOOK_EVERY);
  }

  look = async () => {
    if (!this.out) return;
    if (document.visibilityState === "visible") await this.enter();
    if (this.out) this.lookLater();
  };

  async check() {
    const how = await this.enter();
    this.stillTarget.hidden = how !== "signed-out" && how !== "offline";
  }

  async enter() {
    const found = await session(this.pageValue);
    const other = found.how === "here" && found.account !== this.accountValue;
    this.otherTarget.hidden = !other;
    if (found.how !== "here" || other) return found.how;
    for (const field of document.querySelectorAll('input[name="csrf"]')) field.value = found.csrf;
    for (const form of document.querySelectorAll("[data-csrf]")) form.dataset.csrf = found.csrf;
    this.out = false;
    this.stillTarget.hidden = true;
    if (this.dialogTarget.open) this.dialogTarget.close();
    await this.send();
    return "here";
  }

  // The network and the window

  again = () => {
    this.tries = 0;
    if (!this.out) this.plan(0);
  };

  visible = () => {
    if (document.visibilityState !== "hidden") return;
    this.mirror();
    if (!this.out) this.send();
  };

  leave = () => {
    if (this.typedAt !== undefined) this.mirror();
  };

  shown = (event) => {
    if (!event.persisted) return;
    this.leaving = false;
    delete this.element.dataset.leaving;
  };

  // Only what lies neither here nor there is a reason to ask.
  warn = (event) => {
    this.leave();
    const files = [...this.element.querySelectorAll('input[type="file"]')].some((input) => input.files.length > 0);
    if (this.leaving || (!files && !this.full)) return;
    event.preventDefault();
    event.returnValue = "";
  };

  // What an earlier page could not send goes first; then the page offers it.
  async deliver() {
    const csrf = this.element.elements.csrf.value;
    let here = false;
    for (const entry of left(this.accountValue)) {
      const answer = await send(entry, csrf);
      if (answer.how !== "kept") continue;
      drop(this.accountValue, entry);
      if (entry.url !== this.urlValue) continue;
      if (this.resumedValue && entry.code === this.codeTarget.value && this.typedAt === undefined) {
        window.location.reload();
        return;
      }
      here = true;
    }
    if (here) await this.offer();
  }

  async offer() {
    const { page } = await session(this.pageValue);
    const fresh = page?.getElementById("autosaves");
    fresh?.querySelector(`[data-code="${CSS.escape(this.codeTarget.value)}"]`)?.remove();
    if (fresh) document.getElementById("autosaves")?.replaceWith(document.importNode(fresh, true));
  }

  // Saving: first it is made sure that what is typed has arrived, so that no answer can lose it.

  submit = async (event) => {
    if (this.leaving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.saving) return;
    const submitter = event.submitter;
    this.saving = true;
    this.typedAt ??= Date.now();
    this.mirror();
    this.say(this.sendingValue);
    this.kept = null;
    let done = false;
    for (let turn = 0; turn < 3 && !done && !this.out; turn += 1) {
      done = await this.send();
      if (!done && this.tries > 0) break;
    }
    this.saving = false;
    if (!done) {
      if (!this.out) this.say(this.notSavedValue, this.clock());
      else if (!this.dialogTarget.open) this.dialogTarget.showModal();
      return;
    }
    this.leaving = true;
    this.element.dataset.leaving = "";
    this.element.requestSubmit(submitter);
  };

  clock() {
    const shown = { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    return new Date(this.typedAt ?? Date.now()).toLocaleTimeString("zh-CN", shown);
  }

  say(words, at = "") {
    const said = words.replace("%t", at);
    if (this.stateTarget.textContent !== said) this.stateTarget.textContent = said;
  }
}
