// Articles 12, 22: banners of all four levels above a composed home page and below it, in every view.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { output, signIn, start, violations } from './district.mjs';
import { visitor, ways } from './public_kinds.mjs';

const levels = { red: '红色 Ⅰ级', orange: '橙色 Ⅱ级', yellow: '黄色 Ⅲ级', blue: '蓝色 Ⅳ级' };
const headings = ['未央要闻', '通知公告', '政策文件', '政务信箱', '近期安排', '数据未央', '专题专栏'];

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

test('article 22: a clerk raises a banner of each level, and the console is accessible', async () => {
  const page = await signIn(district, 'qzfb.fabu');
  for (const level of Object.keys(levels)) {
    await page.goto(`${district.staff}/banners/new`);
    if (level === 'red') assert.deepEqual(await violations(page), []);
    await page.check(`[name=level][value=${level}]`);
    await page.fill('[name=text]', `演练（${levels[level]}）：请按指引有序避险，不要围观。`);
    await page.fill('[name=link]', '/zwgk/tzgg');
    await page.fill('[name=reason]', '应急演练方案');
    await page.click('main button[type=submit]');
    await page.waitForURL(/\/banners\/\d+$/);
  }
  assert.deepEqual(await violations(page), []);
  await page.screenshot({ path: `${output}/banner-console.png`, fullPage: true });
  await page.goto(`${district.staff}/banners`);
  assert.equal(await page.locator('main tbody tr').count(), 4);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('article 12: the home page shows its blocks and the banners in every view without a violation', async () => {
  const wrong = [];
  for (const [way, switches] of Object.entries(ways)) {
    for (const width of [1440, 390, 320]) {
      const page = await visitor(district, width, switches);
      for (const path of ['/', '/zjb/', '/zwgk/tzgg']) {
        await page.goto(district.visitors + path);
        const say = (what) => wrong.push(`${path} ${way} ${width}: ${what}`);
        if (await page.locator('.banner').count() !== 4) say('not four banners');
        if (await page.locator('.banner-red[role=alert]').count() !== 1) say('the gravest is no alert');
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) say(`${over} px too wide`);
        if (width === 320) continue;
        (await violations(page)).forEach(say);
        if (path !== '/zwgk/tzgg') await page.screenshot({ path: `${output}/home-${path === '/' ? 'main' : 'zjb'}-${way}-${width}.png`, fullPage: true });
        if (path === '/' && way === 'plain') {
          assert.match(await page.locator('.banner-level').first().innerText(), /红色 Ⅰ级/);
          const shown = await page.locator('main h2').allTextContents();
          for (const heading of headings) if (!shown.includes(heading)) say(`no ${heading} in ${shown}`);
          if (await page.locator('.key-figures dd').count() !== 4) say('not four key figures');
          if (await page.locator('.event').count() < 3) say('too few days to come');
        }
      }
      wrong.push(...page.faults);
      await page.context().close();
    }
  }
  assert.deepEqual(wrong, []);
});
