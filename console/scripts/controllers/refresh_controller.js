// Looks again at a page that is still being worked on, without moving the reader; gives up after a while.
import { Controller } from "@hotwired/stimulus";

const PAUSE = 2000;
const TRIES = 60;

export default class extends Controller {
  static values = { done: Boolean };

  connect() {
    this.tries = 0;
    this.wait();
  }

  disconnect() {
    clearTimeout(this.timer);
  }

  wait() {
    if (this.doneValue || this.tries >= TRIES) return;
    this.timer = setTimeout(() => this.look(), PAUSE);
  }

  async look() {
    this.tries += 1;
    try {
      const answer = await fetch(window.location.href, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(this.element.id);
      if (answer.ok && fresh?.dataset.refreshDoneValue === "true") window.location.reload();
      else if (answer.ok && fresh) this.element.replaceChildren(...fresh.childNodes);
    } catch {
      // The network is away for a moment: the next look will tell.
    }
    this.wait();
  }
}
