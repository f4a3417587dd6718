// Article 13: the console works without a mouse; its shortcuts are told where they are needed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { output, signIn, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());
const help = (page) => page.locator('dialog[open]', { hasText: '键盘快捷键' });

test('article 13: keys for lists, search, saving, preview and submission', { timeout: 120_000 }, async () => {
  const clerk = await signIn(district, 'mzj.bianji');
  await clerk.goto(`${district.staff}/documents`);
  await clerk.keyboard.press('?');
  await help(clerk).waitFor();
  const told = await help(clerk).innerText();
  for (const words of ['列表中的下一条', '勾选', '转到搜索']) assert.ok(told.includes(words), `${words} is not told: ${told}`);
  await clerk.screenshot({ path: `${output}/console-shortcuts.png` });
  const wrong = (await violations(clerk)).map((one) => `help: ${one}`);
  await clerk.keyboard.press('Escape');
  assert.equal(await help(clerk).count(), 0);

  const titles = await clerk.locator('main .table__main').allInnerTexts();
  await clerk.keyboard.press('j');
  await clerk.keyboard.press('j');
  assert.equal(await focused(clerk), titles[1].trim());
  await clerk.keyboard.press('k');
  assert.equal(await focused(clerk), titles[0].trim());
  await clerk.keyboard.press('/');
  await clerk.keyboard.type('j?/');
  assert.equal(await clerk.locator('#find-query').inputValue(), 'j?/');
  assert.equal(await help(clerk).count(), 0);
  await clerk.keyboard.press('Control+a');
  await clerk.keyboard.type(titles[0].slice(0, 4));
  await clerk.keyboard.press('Enter');
  await clerk.waitForURL(/query=/);
  await clerk.keyboard.press('j');
  await clerk.keyboard.press('Enter');
  await clerk.waitForURL(/\/documents\/[a-z0-9]{10}/);

  await clerk.goto(`${district.staff}/documents/new`);
  const column = clerk.locator('li, tr, section, article', { hasText: '政务公开 › 通知公告' }).last();
  await column.getByRole('link', { name: '写通知公告' }).first().press('Enter');
  await clerk.locator('.ProseMirror').focus();
  await clerk.keyboard.type('请于本周五前报送?');
  await clerk.keyboard.press('Alt+F10');
  await clerk.keyboard.press('ArrowRight');
  assert.equal(await focused(clerk), '标题一');
  await clerk.keyboard.press('?');
  for (const words of ['保存草稿', '保存并预览', '保存并报送', '加粗']) assert.ok((await help(clerk).innerText()).includes(words), words);
  await clerk.keyboard.press('Escape');
  await clerk.locator('[name=title]').focus();
  await clerk.keyboard.type('报送材料的通知');
  await clerk.keyboard.press('Control+s');
  await clerk.waitForURL(/\/documents\/[a-z0-9]{10}\/edit/);
  assert.ok((await clerk.locator('[name=body_html]').inputValue()).includes('本周五'));
  await clerk.locator('.ProseMirror').focus();
  await clerk.keyboard.press('Control+Shift+P');
  await clerk.waitForURL(/\/preview/);
  await clerk.goto(clerk.url().replace(/\/preview.*/, '/edit'));
  await clerk.locator('.ProseMirror').focus();
  await clerk.keyboard.press('Control+Enter');
  await clerk.waitForURL(/\/submissions\/new/);
  await clerk.keyboard.press('Control+Enter');
  await clerk.waitForURL(/\/documents\/[a-z0-9]{10}$/);

  // Single keys can be switched off; the others stay.
  await clerk.keyboard.press('?');
  await help(clerk).getByLabel('启用单键快捷键').press('Space');
  await clerk.keyboard.press('Escape');
  await clerk.goto(`${district.staff}/documents`);
  await clerk.keyboard.press('?');
  await clerk.keyboard.press('j');
  assert.equal(await help(clerk).count(), 0);
  assert.equal(await clerk.evaluate(() => document.activeElement === document.body), true);
  assert.deepEqual([...wrong, ...clerk.faults], []);
});

// Everything that can be acted on is reached by Tab; of a group of radio buttons the arrows reach the rest, of the
// editor's tools too.
const all = (page) => page.evaluate(() => {
  const shown = (one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0 && getComputedStyle(one).visibility !== 'hidden' && one.type !== 'radio';
  const found = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable=true]')].filter(shown);
  found.forEach((one, index) => { one.dataset.stop = String(index); });
  document.activeElement?.blur();
  return found.map((one) => one.outerHTML.slice(0, 90));
});

test('article 13: Tab reaches every act', { timeout: 120_000 }, async () => {
  const lost = [];
  for (const [login, paths] of [['mzj.bianji', ['/', '/documents', '/documents/new', 'edit']], ['mzj.shenhe', ['/reviews']], ['anquan.guanli', ['/accounts']]]) {
    const page = await signIn(district, login);
    for (const path of paths) {
      if (path === 'edit') {
        await page.goto(`${district.staff}/documents/new`);
        await page.locator('main a[href*="kind="]:visible').first().click();
        await page.locator('.ProseMirror').waitFor();
      } else {
        await page.goto(district.staff + path);
      }
      const stops = await all(page);
      const reached = new Set();
      for (let step = 0; step < stops.length * 2 + 20 && reached.size < stops.length; step += 1) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(() => document.activeElement?.dataset.stop ?? null);
        if (stop !== null) reached.add(Number(stop));
      }
      stops.forEach((what, index) => { if (!reached.has(index)) lost.push(`${login} ${path}: ${what}`); });
    }
    await page.context().close();
  }
  assert.deepEqual(lost, []);
});
