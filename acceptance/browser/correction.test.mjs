// Article 38: words selected on a page become a report, on a desk and on a phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, output, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

for (const width of [1440, 390]) {
  test(`article 38: selected words are reported at ${width}`, { timeout: 120_000 }, async () => {
    const page = await open(district, width);
    await page.goto(`${district.visitors}/zwgk/tzgg`);
    await page.locator('main a[href*="/zwgk/tzgg/2"]').first().click();
    const button = page.locator('.report-selection');
    assert.equal(await button.isVisible(), false, 'nothing is selected');
    const words = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector('[data-prose] p'), NodeFilter.SHOW_TEXT);
      const node = walker.nextNode();
      const range = document.createRange();
      range.setStart(node, 2); range.setEnd(node, 8);
      getSelection().removeAllRanges(); getSelection().addRange(range);
      range.startContainer.parentElement.scrollIntoView({ block: 'center' });
      return range.toString();
    });
    await button.waitFor({ state: 'visible' });
    const box = await button.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= width && box.height >= 44, JSON.stringify(box));
    await page.screenshot({ path: `${output}/correction-select-${width}.png` });
    await button.click();
    await page.waitForURL(/correction-reports\/new/);
    assert.equal(await page.inputValue('[name=quote]'), words);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, 'no sideways scroll');
    assert.deepEqual(await violations(page), []);
    await page.screenshot({ path: `${output}/correction-form-${width}.png`, fullPage: true });
    await page.locator('[name=theme][value=typo]').check();
    await page.fill('[name=suggestion]', '请改正');
    await page.locator('form.letter-form button[type=submit]').click();
    const receipt = await page.textContent('[data-receipt]'), secret = await page.textContent('[data-secret]');
    assert.match(receipt, /^JC\d{12}$/);
    await page.screenshot({ path: `${output}/correction-received-${width}.png`, fullPage: true });
    await page.locator('.letter-ways a').click();
    await page.fill('[name=secret]', secret);
    await page.locator('form.letter-form button[type=submit]').click();
    assert.ok((await page.textContent('main')).includes(words), 'the report is found again');
    await page.screenshot({ path: `${output}/correction-status-${width}.png`, fullPage: true });
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}
