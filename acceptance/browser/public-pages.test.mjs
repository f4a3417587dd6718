// Article 12, GB/T 37668: every kind of public page is accessible, keeps to itself, fits every screen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, output, start, violations } from './district.mjs';
import { kinds, visitor, ways } from './public_kinds.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

test('article 12: no page kind has an accessibility violation, an error, or a request elsewhere, in any view', async () => {
  const wrong = [];
  const pages = await kinds(district);
  const visit = async (width, way) => {
    const page = await visitor(district, width, ways[way]);
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(district.visitors + path);
      if (await page.locator('h1').count() !== 1) wrong.push(`${name} ${way} ${width}: not one h1`);
      wrong.push(...(await violations(page)).map((one) => `${name} ${way} ${width}: ${one}`));
      if (way === 'plain') await page.screenshot({ path: `${output}/${name}-${width}.png`, fullPage: true });
    }
    wrong.push(...page.faults.map((one) => `${way} ${width}: ${one}`));
    await page.context().close();
  };
  for (const way of Object.keys(ways)) await Promise.all([visit(1440, way), visit(390, way)]);
  assert.deepEqual(wrong, []);
});

// 320 px is also what is left of a window of 1280 px at a zoom of 400 %.
test('article 12: nothing has to be scrolled sideways at 320 px, in any view', async () => {
  const wrong = [];
  const pages = await kinds(district);
  for (const [way, switches] of Object.entries(ways)) {
    const page = await visitor(district, 320, switches);
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(district.visitors + path);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wrong.push(`${name} ${way}: ${over} px`);
    }
    await page.context().close();
  }
  assert.deepEqual(wrong, []);
});

test('article 12: search and navigation work without scripts', async () => {
  const page = await open(district, 390, { javaScriptEnabled: false });
  await page.goto(district.visitors);
  await page.locator('input[type=search]').first().fill('供暖');
  await page.locator('form[role=search] button, form button[type=submit]').first().click();
  assert.match(page.url(), /\/search\?q=/);
  assert.ok(await page.locator('mark').count() > 0);
});

test('article 13: suggestions come while typing and Escape closes them', async () => {
  const page = await open(district);
  await page.goto(district.visitors);
  const box = page.locator('input[type=search]').first();
  await box.click();
  const answered = page.waitForResponse((one) => one.url().includes('suggest?q=%E4%BE%9B%E6%9A%96'));
  await box.pressSequentially('供暖', { delay: 60 });
  const answer = await answered;
  assert.ok(answer.status() === 200 && (await answer.json()).items.length > 0, `${answer.status()} ${await answer.text()}`);
  const options = page.locator('[role=option]');
  await options.first().waitFor();
  assert.ok(await options.count() > 0);
  await page.keyboard.press('Escape');
  await options.first().waitFor({ state: 'hidden' });
  assert.deepEqual(page.faults, []);
});
