// Article 5: two editors on one document: each sees the other, one writes, the other takes over, both texts survive.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { output, signIn, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

const text = (page) => page.locator('.ProseMirror').innerText();
const banner = (page) => page.locator('[data-edit-lock-target=banner]');
const saved = (page) => page.locator('.flash', { hasText: '已保存' }).waitFor();
const kept = (page) => page.waitForFunction(() => /已自动保存 \d{2}:\d{2}/.test(document.querySelector('[data-autosave-target=state]').textContent));
const editable = (page, value) => page.waitForFunction((value) => document.querySelector('.ProseMirror')?.getAttribute('contenteditable') === value, String(value), { timeout: 20_000 });

async function type(page, words) {
  await page.locator('.ProseMirror').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

// A second person may write for the civil affairs bureau.
async function grant() {
  const page = await signIn(district, 'anquan.guanli');
  const grants = `${district.staff}/accounts/jyj.bianji/grants`;
  await page.goto(grants);
  if (page.url().includes('/reauthenticate')) {
    await page.fill('[name=password]', 'Weiyang-2026');
    await page.locator('main form button[type=submit]').click();
    await page.waitForLoadState();
    await page.goto(grants);
  }
  const form = page.locator('form:has([name=role])').first();
  await form.locator('[name=role]').selectOption('editor');
  await form.locator('[name=unit]').selectOption('mzj');
  await form.locator('[name=column]').selectOption('*');
  await form.locator('button[type=submit]').last().click();
  await page.waitForLoadState();
  await page.context().close();
}

async function draft(page) {
  await page.goto(`${district.staff}/documents/new`);
  const column = page.locator('li, tr, section, article', { hasText: '政务公开 › 通知公告' }).last();
  await column.getByRole('link', { name: '写通知公告' }).first().click();
  await page.fill('[name=title]', '关于冬季走访的通知');
  await type(page, '第一段。');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await saved(page);
  return page.url().match(/\/documents\/([a-z0-9]{10})/)[1];
}

test('article 5: presence, lock, take-over, merge and conflict', { timeout: 180_000 }, async () => {
  const wrong = [];
  const look = async (page, name) => {
    await page.screenshot({ path: `${output}/console-${name}.png`, fullPage: true });
    wrong.push(...(await violations(page)).map((one) => `${name}: ${one}`));
  };
  await grant();
  const wang = await signIn(district, 'mzj.bianji');
  const key = await draft(wang);
  const edit = `${district.staff}/documents/${key}/edit`;
  await editable(wang, true);

  // The second one sees who writes and can't write.
  const zhao = await signIn(district, 'jyj.bianji');
  assert.equal((await zhao.goto(edit)).status(), 200);
  await banner(zhao).getByText('王建国 正在编辑').waitFor();
  await editable(zhao, false);
  await zhao.locator('[name=title]').focus();
  await zhao.keyboard.type('不该出现');
  assert.equal(await zhao.inputValue('[name=title]'), '关于冬季走访的通知');
  assert.ok(await zhao.getByRole('button', { name: '保存草稿' }).isDisabled());
  await look(zhao, 'lock-theirs');
  await wang.locator('[data-edit-lock-target=others]', { hasText: '赵晓雨' }).waitFor({ timeout: 20_000 });

  // Wang writes on; Zhao takes over; Wang is told and keeps every word.
  await type(wang, '王建国没有保存的话。');
  await zhao.getByRole('button', { name: '接手编辑' }).click();
  await editable(zhao, true);
  await banner(wang).getByText('赵晓雨 已接手编辑').waitFor({ timeout: 20_000 });
  await kept(wang);
  await editable(wang, false);
  assert.match(await text(wang), /第一段。王建国没有保存的话。/);
  await look(wang, 'lock-lost');

  // Zhao changes the same text and, alone, the source; then goes.
  await type(zhao, '赵晓雨写的话。');
  await zhao.fill('[name=source]', '区教育局');
  await zhao.getByRole('button', { name: '保存草稿' }).click();
  await saved(zhao);
  await wang.getByText('赵晓雨').filter({ hasText: '保存了第 2 版' }).waitFor({ timeout: 20_000 });
  await zhao.goto(`${district.staff}/documents`);

  // Wang goes on: the source is taken, the text is shown side by side, and he chooses.
  await banner(wang).getByText('现在没有人在编辑').waitFor({ timeout: 20_000 });
  await wang.getByRole('button', { name: '开始编辑' }).click();
  await editable(wang, true);
  assert.match(await text(wang), /王建国没有保存的话。/);
  await wang.getByRole('button', { name: '保存草稿' }).click();
  await wang.locator('.sides').first().waitFor();
  const page = await wang.locator('main').innerText();
  assert.match(page, /只有对方改过、已经采用的：来源/);
  assert.match(await wang.locator('.sides__theirs').innerText(), /第一段。赵晓雨写的话。/);
  assert.match(await text(wang), /第一段。王建国没有保存的话。/);
  await look(wang, 'merge');
  await wang.setViewportSize({ width: 390, height: 844 });
  await look(wang, 'merge-narrow');
  await wang.setViewportSize({ width: 1440, height: 1000 });
  await type(wang, '并入赵晓雨写的话。');
  await wang.getByLabel('用我写的（可以接着改）').check();
  await wang.getByRole('button', { name: '保存草稿' }).click();
  await saved(wang);
  assert.match(await text(wang), /第一段。王建国没有保存的话。并入赵晓雨写的话。/);
  assert.equal(await wang.inputValue('[name=source]'), '区教育局');

  for (const one of [wang, zhao]) wrong.push(...one.faults.filter((fault) => !/ERR_/.test(fault)));
  assert.deepEqual(wrong, []);
});
