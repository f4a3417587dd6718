// The document's attachments, read from the list beside the text: no data is handed over twice.
export function attachments() {
  return [...document.querySelectorAll("[data-attachment]")].map(({ dataset: { code, name, mediaType, url } }) => ({ code, name, mediaType, url }));
}
