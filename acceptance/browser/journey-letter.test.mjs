// Articles 28, 29, 32: a letter is written on a phone, transferred, answered, reviewed, rated, published masked, turned
// into a question, and offered to the next citizen who types the like.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, output, signIn, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

const title = '儿童乐园的沙坑里有碎玻璃';
const body = '我叫程望舒，电话13900001234。凤城九路口袋公园儿童乐园的沙坑里有碎玻璃，孩子的脚被划破了，请清理。';
const answer = '程望舒您好！\n我局当天对沙坑全部换沙并过筛，以后每周检查一次，发现碎玻璃等硬物立即清理。';

async function look(page, name, wrong) {
  // A page behind another can't be drawn.
  await page.bringToFront();
  await page.screenshot({ path: `${output}/letter-${name}.png`, fullPage: true });
  wrong.push(...(await violations(page)).map((one) => `${name}: ${one}`));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) wrong.push(`${name}: ${wide} px too wide`);
}

// A form of the case's page, sent by its button; unfolds it first.
async function act(page, path, fill = async () => {}) {
  const form = page.locator(`form[action$="/${path}"]`);
  const details = page.locator('details', { has: form }).last();
  if (await details.count() && !(await details.evaluate((one) => one.open))) await details.locator('summary').first().click();
  await fill(form);
  await Promise.all([page.waitForNavigation(), form.locator('button[type=submit]').click()]);
}

async function write(page, wrong) {
  await page.goto(`${district.visitors}/mailbox/new`);
  await page.fill('[name=title]', title);
  await page.fill('[name=body]', body);
  await page.selectOption('[name=theme]', 'city');
  await page.selectOption('[name=unit]', 'zjj');
  await page.check('[name=public][value=yes]');
  await page.fill('[name=name]', '程望舒');
  await page.fill('[name=phone]', '13900001234');
  await page.check('[name=agreed]');
  await look(page, 'new', wrong);
  await Promise.all([page.waitForNavigation(), page.click('.letter-end button')]);
  await look(page, 'received', wrong);
  return (await page.locator('[data-receipt]').innerText()).trim();
}

async function handle(receipt, wrong) {
  const at = (page) => page.goto(`${district.staff}/cases/${receipt}`);
  const first = await signIn(district, 'zjj.banli');
  await at(first);
  await act(first, 'transfers', async (form) => {
    await form.locator('[name=transfer_unit]').selectOption('cggj');
    await form.locator('[name=transfer_reason]').fill('口袋公园由城管部门管理');
  });
  const handler = await signIn(district, 'cggj.banli');
  await handler.goto(`${district.staff}/cases`);
  await look(handler, 'inbox', wrong);
  await at(handler);
  await act(handler, 'acceptance');
  await look(handler, 'case', wrong);
  await act(handler, 'replies', async (form) => { await form.locator('[name=reply]').fill(answer); });
  const reviewer = await signIn(district, 'cggj.shenhe');
  await at(reviewer);
  await look(reviewer, 'review', wrong);
  await act(reviewer, 'review', async (form) => { await form.locator('[name=verdict][value=passed]').check(); });
  return handler;
}

async function ask(handler, receipt, wrong) {
  await handler.goto(`${district.staff}/cases/${receipt}`);
  await act(handler, 'knowledge');
  await handler.waitForURL(/\/documents\/[a-z0-9]{10}\/edit/);
  const key = handler.url().match(/documents\/([a-z0-9]{10})/)[1];
  const draft = await handler.locator('main').innerText();
  assert.ok(!draft.includes('程望舒') && !draft.includes('13900001234'), 'the draft names the writer');
  await handler.fill('[name=title]', '公园沙坑里有碎玻璃等硬物怎么办？');
  await look(handler, 'question-draft', wrong);
  await handler.getByRole('button', { name: '保存草稿' }).click();
  await handler.locator('.flash', { hasText: '已保存' }).waitFor();
  await handler.goto(`${district.staff}/documents/${key}/submissions/new`);
  for (const reason of await handler.locator('[name^=reason-]').all()) await reason.fill('已人工核对');
  await handler.locator('main form button[type=submit]').last().click();
  await handler.waitForURL(new RegExp(`/documents/${key}$`));
  for (const [login, step] of [['cggj.shenhe', 'first'], ['qzfb.baomi', 'confidentiality']]) {
    const page = await signIn(district, login);
    await page.goto(`${district.staff}/documents/${key}/reviews/${step}`);
    await page.locator('input[name=verdict][value=passed]').check();
    await page.locator('form:has([name=verdict]) button[type=submit]').click();
    await page.waitForURL(new RegExp(`/documents/${key}`));
  }
}

test('articles 28, 29, 32: from a letter on a phone to the answer that the next writer is offered', { timeout: 240_000 }, async () => {
  const wrong = [];
  const phone = await open(district, 390);
  const receipt = await write(phone, wrong);
  const handler = await handle(receipt, wrong);

  await phone.goto(`${district.visitors}/mailbox/mine/${receipt}`);
  assert.match(await phone.locator('main').innerText(), /全部换沙并过筛/);
  await phone.check('[name=rating][value="5"]');
  await look(phone, 'mine', wrong);
  await Promise.all([phone.waitForNavigation(), phone.locator('form[action$="/rating"] button').click()]);

  const office = await signIn(district, 'qzfb.xinxiang');
  await office.goto(`${district.staff}/cases/${receipt}`);
  await act(office, 'publication');
  await office.goto(`${district.staff}/cases/topics`);
  await look(office, 'topics', wrong);
  await office.goto(`${district.staff}/cases`);
  await look(office, 'inbox-office', wrong);
  const shown = await (await fetch(`${district.visitors}/mailbox/letters/${receipt}`)).text();
  assert.ok(shown.includes('程**') && !shown.includes('程望舒') && !shown.includes('13900001234'));

  await ask(handler, receipt, wrong);

  // The next citizen types, and is offered both before the letter is sent.
  const next = await open(district, 390);
  await next.goto(`${district.visitors}/mailbox/new`);
  await next.locator('[name=title]').pressSequentially('小区沙坑里发现碎玻璃', { delay: 20 });
  const box = next.locator('[data-similar]');
  await box.locator('li').first().waitFor();
  const offered = await box.innerText();
  assert.ok(offered.includes('公园沙坑里有碎玻璃等硬物怎么办？') && offered.includes(title), offered);
  await look(next, 'offered', wrong);
  const [opened] = await Promise.all([next.context().waitForEvent('page'), box.getByRole('link', { name: /怎么办/ }).click()]);
  await opened.waitForLoadState();
  assert.match(await opened.locator('main').innerText(), /没有解决您的问题/);
  await look(opened, 'question', wrong);
  assert.equal(await next.inputValue('[name=title]'), '小区沙坑里发现碎玻璃');
  await next.goto(`${district.visitors}/knowledge`);
  await look(next, 'knowledge', wrong);

  for (const page of [phone, handler, office, next]) wrong.push(...page.faults);
  assert.deepEqual(wrong, []);
});
