// What is typed, at once in this browser. localStorage, because it is written before a closing tab is gone;
// each entry carries the account, so that nobody else at the same desk is shown it.
const PREFIX = "weiyang-autosave";

const nameOf = (account, code) => `${PREFIX}:${account}:${code}`;

// Gives whether there was room for it.
export function put(account, entry) {
  try {
    localStorage.setItem(nameOf(account, entry.code), JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

// Takes an entry away that has reached the server, unless more was typed since.
export function drop(account, entry) {
  try {
    const name = nameOf(account, entry.code);
    if (localStorage.getItem(name) === JSON.stringify(entry)) localStorage.removeItem(name);
  } catch {
    // Without storage there is nothing to take away.
  }
}

// Everything of this account that has not reached the server.
export function left(account) {
  const found = [];
  try {
    for (let index = 0; index < localStorage.length; index += 1) {
      const name = localStorage.key(index);
      if (!name.startsWith(nameOf(account, ""))) continue;
      const entry = JSON.parse(localStorage.getItem(name));
      if (entry?.code && entry.url && Array.isArray(entry.fields)) found.push(entry);
    }
  } catch {
    // Unreadable entries are not ours.
  }
  return found;
}
