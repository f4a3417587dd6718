// Sends what an editor that is closed now could not send. An open editor's page does this itself.
import { Controller } from "@hotwired/stimulus";
import { drop, left } from "../autosave/mirror.js";
import { send } from "../autosave/send.js";

export default class extends Controller {
  static values = { account: String };

  async connect() {
    if (document.querySelector("form[data-autosave-account-value]")) return;
    const csrf = this.element.querySelector('input[name="csrf"]')?.value;
    let sent = false;
    for (const entry of left(this.accountValue)) {
      const { how } = await send(entry, csrf);
      if (how !== "kept") continue;
      drop(this.accountValue, entry);
      sent = true;
    }
    // The list of what is not saved was made before this arrived.
    if (sent && window.location.pathname === "/autosaves") window.location.reload();
  }
}
