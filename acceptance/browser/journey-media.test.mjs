// Articles 13, 19: a picture goes into the library, gets its focus, and from there into a text.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { output, signIn, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

// A drawing of our own, made by the browser: a PNG of sky, sun and ground.
const drawing = (page) => page.evaluate(async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 800 });
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#9cc0dc'; pen.fillRect(0, 0, 1200, 800);
  pen.fillStyle = '#4c7a44'; pen.fillRect(0, 560, 1200, 240);
  pen.fillStyle = '#e6b428'; pen.beginPath(); pen.arc(240, 200, 90, 0, 7); pen.fill();
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
  return [...new Uint8Array(await blob.arrayBuffer())];
});

async function look(page, name, wrong) {
  await page.screenshot({ path: `${output}/console-${name}.png`, fullPage: true });
  wrong.push(...(await violations(page)).map((one) => `${name}: ${one}`));
}

test('articles 13, 19: uploaded, focused, found in the editor, put into the text', { timeout: 180_000 }, async () => {
  const wrong = [];
  const clerk = await signIn(district, 'mzj.bianji');
  await clerk.goto(`${district.staff}/media/new`);
  const buffer = Buffer.from(await drawing(clerk));
  await clerk.locator('input[type=file]').setInputFiles({ name: '社区操场.png', mimeType: 'image/png', buffer });
  await clerk.fill('[name=folder]', '社区');
  await look(clerk, 'media-new', wrong);
  await clerk.getByRole('button', { name: '上传' }).click();
  await clerk.waitForURL(/\/media\/[2-9b-z]{10}$/);
  const code = clerk.url().split('/').pop();

  // The focus is set on the picture; the crops follow.
  const picture = clerk.locator('.focal__picture');
  const box = await picture.boundingBox();
  await picture.click({ position: { x: box.width * 0.2, y: box.height * 0.25 } });
  assert.equal(await clerk.inputValue('[name=focal_x]'), '20');
  await clerk.fill('[name=alt]', '社区操场的晨光');
  await clerk.getByRole('button', { name: '保存', exact: true }).click();
  await clerk.waitForLoadState();
  assert.equal(await clerk.inputValue('[name=focal_x]'), '20');
  await look(clerk, 'media-item', wrong);
  await clerk.goto(`${district.staff}/media?folder=${encodeURIComponent('社区')}`);
  assert.match(await clerk.locator('main').innerText(), /社区操场/);
  await look(clerk, 'media', wrong);

  // From the editor, by keyboard: search, choose, insert.
  await clerk.goto(`${district.staff}/documents/new`);
  const column = clerk.locator('li, tr, section, article', { hasText: '政务公开 › 通知公告' }).last();
  await column.getByRole('link', { name: '写通知公告' }).first().click();
  await clerk.locator('.ProseMirror').click();
  await clerk.keyboard.type('社区操场开放如下：');
  await clerk.getByRole('button', { name: '从媒体库插入' }).click();
  const dialog = clerk.getByRole('dialog', { name: '从媒体库插入' });
  await dialog.getByRole('searchbox').fill('晨光');
  const offered = dialog.locator('.pick__item', { hasText: '社区操场' });
  await offered.focus();
  await clerk.keyboard.press('Enter');
  assert.equal(await dialog.locator('[data-part=alt]').inputValue(), '社区操场的晨光');
  await look(clerk, 'media-picker', wrong);
  await dialog.getByRole('button', { name: '确定' }).click();
  await clerk.waitForSelector(`.ProseMirror img[src="/media/${code}/file"]`);
  await clerk.fill('[name=title]', '关于社区操场开放时间的通知');
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.waitForURL(/\/documents\/[a-z0-9]{10}/);
  await clerk.waitForSelector(`.ProseMirror img[src="/media/${code}/file"][alt="社区操场的晨光"]`);
  await clerk.goto(`${district.staff}/media/${code}`);
  assert.match(await clerk.locator('main').innerText(), /关于社区操场开放时间的通知/);
  wrong.push(...clerk.faults);
  assert.deepEqual(wrong, []);
});
