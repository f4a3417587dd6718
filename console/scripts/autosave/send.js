// Sends what was typed, and says plainly how that went.

const PATIENCE = 15000;

const fetching = (url, options) => fetch(url, { ...options, redirect: "manual", signal: AbortSignal.timeout?.(PATIENCE) });

// "kept", "signed-out", "stale" (the form belongs to an earlier session), "offline" or "refused".
export async function send(entry, csrf) {
  const body = new FormData();
  for (const [name, value] of entry.fields) body.append(name, value);
  const seconds = Math.max(0, Math.round((Date.now() - entry.typedAt) / 1000));
  const about = { csrf, autosave: entry.code, window: entry.window, before: entry.before, seconds_ago: seconds };
  for (const [name, value] of Object.entries(about)) body.append(name, value);
  try {
    const answer = await fetching(entry.url, { method: "POST", body, headers: { accept: "application/json" } });
    if (answer.ok) return { how: "kept", ...(await answer.json()) };
    // A redirect leads to what is still owed before the console opens.
    if (answer.status === 401 || answer.type === "opaqueredirect") return { how: "signed-out" };
    if (answer.status >= 500 || answer.status === 429) return { how: "offline" };
    const problem = await answer.json().catch(() => ({}));
    return { how: String(problem.type).endsWith("stale-form") ? "stale" : "refused" };
  } catch {
    return { how: "offline" };
  }
}

// Whose session it is now and its token, read from the form's own page.
export async function session(url) {
  try {
    const answer = await fetching(url, { headers: { accept: "text/html" } });
    if (!answer.ok) return { how: answer.status >= 500 ? "offline" : "signed-out" };
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("form[data-autosave-account-value]");
    if (!form) return { how: "refused" };
    return { how: "here", page, account: form.dataset.autosaveAccountValue, csrf: form.elements.csrf.value };
  } catch {
    return { how: "offline" };
  }
}
