// Reckons for a form that is sent often: a number whose SHA-256 with the ticket begins with enough zero
// bits. Runs beside the page, so that nobody waits for it.
"use strict";
addEventListener("message", async ({ data: { ticket, bits } }) => {
  const letters = new TextEncoder(), full = bits >> 3, rest = bits & 7;
  for (let work = 0; ; work++) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", letters.encode(ticket + ":" + work)));
    let at = 0;
    while (at < full && digest[at] === 0) at++;
    if (at === full && (rest === 0 || digest[at] >> (8 - rest) === 0)) { postMessage(String(work)); return; }
  }
});
