// Keys as aria-keyshortcuts writes them: "Control+Shift+P", "/", "?".

// The combination that was pressed. For a mark (/ ?) the key itself already says whether Shift was held.
export function pressed({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  const letter = /^[a-z0-9]$/i.test(key) || key.length > 1;
  return [(ctrlKey || metaKey) && "Control", altKey && "Alt", shiftKey && letter && "Shift", key.length === 1 ? key.toUpperCase() : key].filter(Boolean).join("+");
}

// Whether a declaration, which may name several combinations, means this one.
export function means(declared, combination) {
  return (declared ?? "").split(" ").some((one) => one.toUpperCase() === combination.toUpperCase());
}

// A combination of one key alone, which could also be typing.
export function isSingle(combination) {
  return !/^(Control|Alt)\+/.test(combination);
}

// How it is shown: ["Ctrl", "Shift", "P"].
export function shown(declared) {
  const [first] = declared.split(" ");
  return first === "+" ? ["+"] : first.split("+").map((part) => ({ Control: "Ctrl", Enter: "Enter", J: "j", K: "k", X: "x" })[part] ?? part);
}
