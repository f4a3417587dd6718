// Article 14: single keys on public pages, for whoever has switched them on and nobody else (WCAG 2.1.4); skip
// links to text, navigation and search.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, output, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

const focused = (page) => page.evaluate(() => document.activeElement.id);

test('article 14: keys are off until they are switched on, and then listed, and still while writing', { timeout: 120_000 }, async () => {
  const page = await open(district, 1440);
  await page.goto(`${district.visitors}/zwgk/tzgg`);
  for (const key of ['/', '?', '1', 'm', '+']) await page.keyboard.press(key);
  assert.equal(new URL(page.url()).pathname, '/zwgk/tzgg', 'nothing happens to who has not asked for it');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.text), undefined);

  await page.getByRole('link', { name: '无障碍说明' }).click();
  await page.getByRole('button', { name: '开启快捷键' }).click();
  await page.getByRole('button', { name: '关闭快捷键' }).waitFor();
  assert.deepEqual(await violations(page), []);

  await page.goto(`${district.visitors}/zwgk/tzgg`);
  await page.keyboard.press('?');
  await page.locator('dialog[open] kbd').first().waitFor();
  assert.ok((await page.locator('dialog[open]').innerText()).includes('到搜索框'));
  assert.deepEqual(await violations(page), []);
  await page.screenshot({ path: `${output}/public-keys.png` });
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await page.keyboard.press('+');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.text), 'large');
  await page.keyboard.press('-');
  await page.keyboard.press('/');
  assert.equal(await focused(page), 'q-masthead');
  await page.keyboard.type('1m?');
  assert.equal(await page.inputValue('#q-masthead'), '1m?');
  await page.locator('h1').click();
  await page.keyboard.press('m');
  await page.waitForURL(`${district.visitors}/mailbox`);
  await page.keyboard.press('1');
  await page.waitForURL(`${district.visitors}/`);
  assert.deepEqual(page.faults, []);
});

test('article 14: skip links lead to text, navigation and search on every page', { timeout: 60_000 }, async () => {
  const page = await open(district, 390);
  for (const path of ['/', '/zwgk/tzgg', '/search', '/mailbox/new', '/services']) {
    await page.goto(district.visitors + path);
    for (const words of ['跳到正文', '跳到导航', '跳到搜索']) {
      await page.keyboard.press('Tab');
      const link = await page.evaluate(() => [document.activeElement.textContent, document.activeElement.hash]);
      assert.equal(link[0], words, path);
      assert.equal(await page.locator(link[1]).count(), 1, `${path}${link[1]}`);
      assert.ok((await page.evaluate(() => document.activeElement.getBoundingClientRect().top)) >= 0, 'it is seen');
    }
  }
  assert.deepEqual(page.faults, []);
});
