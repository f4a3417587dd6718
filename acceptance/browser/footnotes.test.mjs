// Article 6: footnotes are written where they stand, keep their order, and come along from Word.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { png, rtf } from './clipboard/pictures.mjs';
import { body, paste, writer } from './clipboard/writing.mjs';
import { start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

const word = readFileSync(new URL('./clipboard/word.html', import.meta.url), 'utf8');
const mark = (number) => `<sup><a href="#fn${number}" id="fnref${number}">${number}</a></sup>`;
const section = (...notes) => `<section class="footnotes"><ol>${notes.map((note, index) => `<li id="fn${index + 1}">${note}</li>`).join('')}</ol></section>`;

test('article 6: notes follow the order of their numbers and go with them', { timeout: 90_000 }, async () => {
  const clerk = await writer(district);
  await clerk.keyboard.type('补贴标准');
  await clerk.getByRole('button', { name: '插入脚注' }).click();
  await clerk.keyboard.type('按月发放。');
  await clerk.keyboard.press('Enter');
  await clerk.keyboard.type('不变。');
  assert.equal(await body(clerk), `<p>补贴标准${mark(1)}不变。</p>${section('按月发放。')}`);

  // One that stands before it takes the first number.
  // Within a fifth of a second after the editor got the focus, ProseMirror takes a caret at the beginning for the browser's.
  await clerk.waitForTimeout(250);
  await clerk.keyboard.press('Home');
  await clerk.keyboard.type('养老');
  await clerk.keyboard.press('Control+Alt+f');
  await clerk.keyboard.type('指机构养老。');
  await clerk.keyboard.press('Enter');
  assert.equal(await body(clerk), `<p>养老${mark(1)}补贴标准${mark(2)}不变。</p>${section('指机构养老。', '按月发放。')}`);
  const wrong = await violations(clerk);

  // Without its number a note goes; one undo brings both back.
  await clerk.keyboard.press('Backspace');
  assert.equal(await body(clerk), `<p>养老补贴标准${mark(1)}不变。</p>${section('按月发放。')}`);
  await clerk.keyboard.press('Control+z');
  assert.equal(await body(clerk), `<p>养老${mark(1)}补贴标准${mark(2)}不变。</p>${section('指机构养老。', '按月发放。')}`);

  await clerk.fill('[name=title]', '带脚注的通知');
  const typed = await body(clerk);
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.waitForURL(/\/edit/);
  assert.equal(await body(clerk), typed);
  assert.equal(await clerk.locator('.ProseMirror .footnotes li').count(), 2);
  assert.deepEqual([...wrong, ...clerk.faults], []);
});

test('article 19: headings, nested lists, a picture with its caption and footnotes come along from Word', { timeout: 90_000 }, async () => {
  const clerk = await writer(district);
  await clerk.keyboard.type('前文');
  await clerk.getByRole('button', { name: '插入脚注' }).click();
  await clerk.keyboard.type('前注');
  await clerk.keyboard.press('Enter');
  await clerk.keyboard.press('Enter');
  await paste(clerk, { 'text/html': word, 'text/rtf': rtf([png(100, 67, [30, 30, 120])]), 'text/plain': '申报条件' });
  await clerk.locator('.editor__notice', { hasText: '已带入 1 张图片' }).waitFor();
  const html = await body(clerk);
  for (const part of [
    '<h2>一、申报条件</h2>', `<p>注册地在本区的小微企业${mark(2)}均可申报<strong>一次</strong>。</p>`,
    '<ul><li>营业执照<ol><li>副本复印件</li></ol></li><li>纳税证明</li></ul>', '<figcaption>图 1 办理流程</figcaption></figure>',
    section('前注', '按国家统计标准划分。'),
  ]) assert.ok(html.includes(part), `${part} is not in ${html}`);
  for (const gone of ['[1]', 'SEQ', 'file:', '_ftn', 'Mso']) assert.ok(!html.includes(gone), `${gone} is in ${html}`);
  assert.deepEqual(clerk.faults, []);
});
