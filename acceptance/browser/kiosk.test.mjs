// Article 14: a terminal in a hall shows the portal, leads nowhere else, and forgets who was there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { output, open, start } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

test('article 14: a kiosk has no way outside and goes back to the home page when nobody is there', { timeout: 120_000 }, async () => {
  const page = await open(district, 1440, { hasTouch: true });
  await page.goto(`${district.visitors}/view/kiosk/on`);
  await page.goto(`${district.visitors}/zwgk/tzgg`);
  const outside = await page.locator('a[href]').evaluateAll((links) => links.filter((link) => link.origin !== location.origin).map((link) => link.href));
  assert.deepEqual(outside, []);
  assert.ok(await page.locator('a[data-outside]').count() >= 3, 'the marks of the footer stand as words');
  await page.screenshot({ path: `${output}/public-kiosk.png`, fullPage: true });

  // Somebody writes and walks away; somebody else says that they are there.
  await page.goto(`${district.visitors}/mailbox/new?kiosk-idle=2`);
  await page.fill('[name=title]', '路灯不亮');
  await page.locator('.kiosk-ask').waitFor();
  await page.getByRole('button', { name: '继续浏览' }).tap();
  assert.equal(await page.inputValue('[name=title]'), '路灯不亮');
  await page.locator('.kiosk-ask').waitFor();
  await page.waitForURL(`${district.visitors}/`, { timeout: 20_000 });
  await page.goBack();
  assert.equal(await page.locator('[name=title]').evaluateAll((inputs) => inputs.map((input) => input.value).join('')), '');

  await page.goto(`${district.visitors}/view/kiosk/off`);
  await page.goto(`${district.visitors}/`);
  assert.equal(await page.locator('html[data-kiosk]').count(), 0);
  assert.deepEqual(page.faults, []);
});
