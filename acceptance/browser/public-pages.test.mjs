// Article 12, GB/T 37668: every kind of public page is accessible, keeps to itself, fits every screen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, output, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

async function first(path, pattern) {
  const text = await (await fetch(district.visitors + path)).text();
  return text.match(pattern)?.[1] ?? assert.fail(`nothing like ${pattern} on ${path}`);
}

async function kinds() {
  return {
    home: '/',
    'sub-site': '/zjb/',
    list: '/zwgk/tzgg',
    parent: '/zwgk',
    policies: '/zwgk/fdzdgknr/zcwj/gfxwj',
    pictures: '/zwdt/tpxw',
    single: '/zjwy/wygk',
    notice: await first('/zwgk/tzgg', /href="(\/zwgk\/tzgg\/\d{8}-[^"]+)"/),
    article: await first('/zwdt/tpxw', /href="(\/zwdt\/tpxw\/\d{8}-[^"]+)"/),
    policy: await first('/zwgk/fdzdgknr/zcwj/gfxwj', /href="(\/zwgk\/[^"]+\/\d{8}-[^"]+)"/),
    unit: '/units/mzj',
    units: '/units',
    search: '/search?q=%E4%BE%9B%E6%9A%96',
    'search-nothing': '/search?q=%E9%BE%98%E9%9D%90%E9%BD%89',
    'site-map': '/site-map',
    feeds: '/feeds',
    api: '/api',
    missing: '/nicht/da',
  };
}

test('article 12: no page kind has an accessibility violation, an error, or a request elsewhere', async () => {
  const wrong = [];
  const visit = async (width) => {
    const page = await open(district, width);
    for (const [name, path] of Object.entries(await kinds())) {
      await page.goto(district.visitors + path);
      if (await page.locator('h1').count() !== 1) wrong.push(`${name} ${width}: not one h1`);
      wrong.push(...(await violations(page)).map((one) => `${name} ${width}: ${one}`));
      await page.screenshot({ path: `${output}/${name}-${width}.png`, fullPage: true });
    }
    wrong.push(...page.faults.map((one) => `${width}: ${one}`));
    await page.context().close();
  };
  await Promise.all([visit(1440), visit(390)]);
  assert.deepEqual(wrong, []);
});

test('article 12: nothing has to be scrolled sideways at 320 px', async () => {
  const page = await open(district, 320);
  const wrong = [];
  for (const [name, path] of Object.entries(await kinds())) {
    await page.goto(district.visitors + path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) wrong.push(`${name}: ${over} px`);
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
  await box.pressSequentially('供暖', { delay: 60 });
  const options = page.locator('[role=option]');
  await options.first().waitFor();
  assert.ok(await options.count() > 0);
  await page.keyboard.press('Escape');
  await options.first().waitFor({ state: 'hidden' });
  assert.deepEqual(page.faults, []);
});
