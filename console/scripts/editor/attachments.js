// The document's attachments: the list beside the text is where they are kept, so that no data is handed over twice.
export function attachments() {
  return [...document.querySelectorAll("[data-attachment]")].map(({ dataset: { code, name, mediaType, url } }) => ({ code, name, mediaType, url }));
}

// Adds a file that was taken in to the list, and with it to the form. The same file is listed once.
export function attach({ code, name, media_type: mediaType, extension, size, kept }, url) {
  if (attachments().some((file) => file.code === code)) return;
  const item = document.querySelector("[data-attachment-template]").content.firstElementChild.cloneNode(true);
  Object.assign(item.dataset, { attachment: "", code, name, mediaType, url });
  for (const place of item.querySelectorAll("[data-part]")) place.textContent = { name, extension, size }[place.dataset.part];
  const [remove, hidden] = [item.querySelector("[type=checkbox]"), item.querySelector("[type=hidden]")];
  remove.value = code;
  remove.setAttribute("aria-label", remove.getAttribute("aria-label").replace("%s", name));
  hidden.value = kept;
  const list = document.querySelector("[data-attachments]");
  list.append(item);
  const count = document.querySelector("[data-attachments-count]");
  if (count) count.textContent = count.dataset.attachmentsCount.replace("%n", attachments().length);
}
