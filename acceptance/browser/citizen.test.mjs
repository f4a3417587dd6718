// Articles 13, 28, 29: telephone proved on the form, the account, and the moment of reckoning, on a phone and a screen,
// in every view.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { open, output, start, violations } from './district.mjs';
import { visitor, ways } from './public_kinds.mjs';

const phone = '13900001234';
// The shortest that may be set between two codes for one telephone; the clock is moved over it.
const pause = 30;
const sent = [];
let district, gateway;
before(async () => {
  gateway = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => { sent.push(JSON.parse(body)); answer.end('{}'); });
  });
  await new Promise((done) => gateway.listen(0, '127.0.0.1', done));
  process.env.WEIYANG_SMS__URL = `http://127.0.0.1:${gateway.address().port}/`;
  process.env.WEIYANG_CODES__PAUSE_SECONDS = String(pause);
  process.env.WEIYANG_CODES__DAILY_PER_CONTACT = '50';
  process.env.WEIYANG_CHALLENGES__AFTER = '1';
  district = await start();
});
after(async () => { await district?.stop(); gateway?.close(); });

const code = () => sent.filter((one) => one.text.includes('验证码')).at(-1).text.match(/\d{6}/)[0];

async function afterThePause() {
  const moved = await fetch(`${district.staff}/test/clock`, { method: 'POST', body: new URLSearchParams({ seconds: String(pause) }) });
  assert.ok(moved.ok, `the clock answers ${moved.status}`);
}

async function look(page, name, wrong) {
  await page.screenshot({ path: `${output}/citizen-${name}.png`, fullPage: true });
  wrong.push(...(await violations(page)).map((one) => `${name}: ${one}`));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) wrong.push(`${name}: ${wide} px too wide`);
  wrong.push(...page.faults.map((fault) => `${name}: ${fault}`));
}

async function filled(page, title) {
  await page.goto(`${district.visitors}/mailbox/new`);
  await page.fill('[name=title]', title);
  await page.fill('[name=body]', '桥下积水半个月了，行人要绕到机动车道上走，请派人看看。');
  await page.selectOption('[name=theme]', 'city');
  await page.check('[name=public][value=no]');
  await page.fill('[name=name]', '程望舒');
  await page.fill('[name=phone]', phone);
}

const click = (page, css) => Promise.all([page.waitForNavigation(), page.click(css)]);

async function signIn(page) {
  await page.goto(`${district.visitors}/mailbox/account`);
  await page.fill('[name=contact]', phone);
  await afterThePause();
  await click(page, '.letter-end button');
  await page.fill('[name=code]', code());
  await click(page, '.letter-end button');
}

test('a letter with a proved telephone, the account, and a second letter that is reckoned for', async () => {
  const wrong = [];
  const page = await open(district, 390);
  await filled(page, '桥下积水请派人看看');
  await page.setInputFiles('[name=files]', { name: '积水.txt', mimeType: 'text/plain', buffer: Buffer.from('积水') });
  await look(page, 'form', wrong);
  await page.setInputFiles('[name=files]', []);
  await click(page, '[name=act][value=code_phone]');
  assert.equal(await page.inputValue('[name=title]'), '桥下积水请派人看看');
  await look(page, 'code', wrong);
  await page.fill('[name=code]', code());
  await page.check('[name=agreed]');
  // Enter sends the letter, not another code.
  const before = sent.length;
  await Promise.all([page.waitForNavigation(), page.press('[name=code]', 'Enter')]);
  assert.equal(sent.filter((one) => one.text.includes('验证码')).length, before);
  assert.ok(await page.locator('[data-receipt]').count(), await page.locator('main').innerText());

  const screen = await open(district, 1440);
  await screen.goto(`${district.visitors}/mailbox`);
  await look(screen, 'front', wrong);
  await screen.goto(`${district.visitors}/mailbox/account`);
  await look(screen, 'sign-in', wrong);
  await signIn(screen);
  await look(screen, 'account', wrong);
  await screen.click('text=桥下积水请派人看看 >> nth=0');
  await screen.waitForURL(/mailbox\/mine/);
  await look(screen, 'mine', wrong);

  // The second letter within the hour: the machine reckons, the sum is gone, the letter goes.
  await filled(screen, '第二封来信也要寄出');
  await screen.check('[name=agreed]');
  await screen.waitForFunction(() => document.querySelector('[name=work]')?.value);
  assert.equal(await screen.locator('[data-sum]').isVisible(), false);
  await look(screen, 'reckoned', wrong);
  await click(screen, '.letter-end button');
  assert.ok(await screen.locator('[data-receipt]').count(), await screen.locator('main').innerText());
  assert.deepEqual(wrong, []);
});

test('codes, accounts and sums can be used in every view, and without scripts', async () => {
  const wrong = [];
  for (const [way, switches] of Object.entries(ways)) {
    const page = await visitor(district, way === 'plain' ? 320 : 390, switches);
    await signIn(page);
    await look(page, `account-${way}`, wrong);
    await filled(page, '各种视图下的来信');
    await look(page, `form-${way}`, wrong);
    await page.goto(`${district.visitors}/mailbox/account`);
    await click(page, '.letter-leave');
    await page.goto(`${district.visitors}/mailbox/account`);
    await page.fill('[name=contact]', phone);
    await afterThePause();
    await click(page, '.letter-end button');
    await look(page, `code-${way}`, wrong);
  }
  const plain = await open(district, 390, { javaScriptEnabled: false });
  await filled(plain, '没有脚本的来信');
  assert.ok(await plain.locator('[data-sum]').isVisible());
  await plain.screenshot({ path: `${output}/citizen-sum.png`, fullPage: true });
  await plain.check('[name=agreed]');
  const [, one, act, other] = (await plain.innerText('[data-sum] label')).match(/：(.+?)(加|减)(.+?)等于/);
  const digits = '零一二三四五六七八九';
  const number = (text) => { const [tens, ones] = text.includes('十') ? text.split('十') : [null, text]; return (tens === null ? 0 : (tens ? digits.indexOf(tens) : 1) * 10) + (ones ? digits.indexOf(ones) : 0); };
  await plain.fill('[name=sum]', String(act === '加' ? number(one) + number(other) : number(one) - number(other)));
  await click(plain, '.letter-end button');
  assert.ok(await plain.locator('[data-receipt]').count(), await plain.locator('main').innerText());
  assert.deepEqual(wrong, []);
});
