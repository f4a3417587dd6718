// A clerk before the empty editor, and what a paste is.
import { signIn } from '../district.mjs';

export async function writer(district, login = 'mzj.bianji') {
  const clerk = await signIn(district, login);
  await clerk.goto(`${district.staff}/documents/new`);
  const column = clerk.locator('li, tr, section, article', { hasText: '政务公开 › 通知公告' }).last();
  await column.getByRole('link', { name: '写通知公告' }).first().click();
  await clerk.locator('.ProseMirror').click();
  return clerk;
}

// No browser lets a page write RTF to the clipboard, so the event is made as the browser makes it.
export async function paste(page, parts, files = []) {
  const given = files.map(({ name, type, bytes }) => ({ name, type, data: bytes.toString('base64') }));
  await page.evaluate(([parts, files]) => {
    const data = new DataTransfer();
    for (const [type, text] of Object.entries(parts)) data.setData(type, text);
    for (const { name, type, data: text } of files) data.items.add(new File([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))], name, { type }));
    document.querySelector('.ProseMirror').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, [parts, given]);
}

export const body = (page) => page.locator('[name=body_html]').inputValue();
