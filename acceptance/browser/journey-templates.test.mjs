// Articles 28, 29: a template goes into an answer where the cursor stands; charts and the page of the
// open interface are accessible and fit a phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, output, signIn, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

async function look(page, name, wrong) {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 1000 });
    await page.screenshot({ path: `${output}/templates-${name}-${width}.png`, fullPage: true });
    wrong.push(...(await violations(page)).map((one) => `${name} ${width}: ${one}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) wrong.push(`${name} ${width}: ${wide} px too wide`);
  }
  await page.setViewportSize({ width: 1440, height: 1000 });
}

test('article 28: a template stands where the cursor stood, and is noted once', { timeout: 180_000 }, async () => {
  const wrong = [];
  const page = await signIn(district, 'cggj.banli');
  await page.goto(`${district.staff}/reply-templates`);
  assert.ok(await page.getByText('路灯报修已处理').count());
  await look(page, 'list', wrong);
  await page.goto(`${district.staff}/reply-templates/new`);
  await look(page, 'new', wrong);
  await page.goto(`${district.staff}/cases?pile=new`);
  const first = await page.locator('tbody a[href^="/cases/"]').first().getAttribute('href');
  await page.goto(district.staff + first);
  const accept = page.locator('form[action$="/acceptance"] button');
  if (await accept.count()) await Promise.all([page.waitForNavigation(), accept.click()]);
  const field = page.locator('textarea[name=reply]');
  await field.fill('前言\n后语');
  await field.evaluate((one) => { one.selectionStart = one.selectionEnd = 3; });
  const template = page.locator('details[data-template]', { hasText: '路灯报修已处理' });
  await template.locator('summary').click();
  for (let times = 0; times < 2; times += 1) await template.getByText('套用', { exact: true }).click();
  const text = await field.inputValue();
  assert.ok(text.startsWith('前言\n{姓名}您好') && text.endsWith('后语'), text);
  assert.ok(text.includes(first.split('/').pop()), text);
  assert.equal(await page.locator('form[action$="/replies"] input[name=template]').count(), 1);
  await look(page, 'case', wrong);
  assert.deepEqual([...wrong, ...page.faults], []);
});

test('article 28: charts and the interface page fit every screen', { timeout: 180_000 }, async () => {
  const wrong = [];
  const office = await signIn(district, 'qzfb.xinxiang');
  await office.goto(`${district.staff}/cases/charts`);
  assert.equal(await office.locator('svg[role=img]').count(), 4);
  await look(office, 'charts', wrong);
  const system = await signIn(district, 'xitong.guanli');
  await system.goto(`${district.staff}/api-keys/new`);
  await look(system, 'key', wrong);
  const visitor = await open(district);
  await visitor.goto(`${district.visitors}/api`);
  await look(visitor, 'api', wrong);
  assert.deepEqual([...wrong, ...office.faults, ...visitor.faults], []);
});
