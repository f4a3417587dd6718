// Articles 3, 6, 19, 36: a notice goes from a clerk's draft to a fresh public page, and back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { output, signIn, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

const title = '关于开展冬季独居老人走访慰问的通知';
const read = async (path) => (await fetch(district.visitors + path)).text();
const submit = (page) => page.locator('main form button[type=submit]').last().click();

async function look(page, name, wrong) {
  await page.screenshot({ path: `${output}/console-${name}.png`, fullPage: true });
  wrong.push(...(await violations(page)).map((one) => `${name}: ${one}`));
}

async function write(clerk, wrong) {
  await clerk.goto(`${district.staff}/documents/new`);
  await look(clerk, 'new', wrong);
  const column = clerk.locator('li, tr, section, article', { hasText: '政务公开 › 通知公告' }).last();
  await column.getByRole('link', { name: '写通知公告' }).first().click();
  await clerk.locator('.ProseMirror').click();
  await clerk.keyboard.type('各街道办事处：');
  await clerk.keyboard.press('Enter');
  await clerk.keyboard.type('请于本周五前完成走访，并做好登记。');
  await clerk.fill('[name=title]', title);
  await clerk.locator('input[type=file]').first().setInputFiles({ name: '走访登记表.txt', mimeType: 'text/plain', buffer: Buffer.from('姓名,住址\n') });
  await look(clerk, 'edit', wrong);
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.waitForURL(/\/documents\/[a-z0-9]{10}/);
  return clerk.url().match(/\/documents\/([a-z0-9]{10})/)[1];
}

async function send(clerk, key, wrong) {
  await clerk.goto(`${district.staff}/documents/${key}/submissions/new`);
  await look(clerk, 'submit', wrong);
  await submit(clerk);
  await clerk.waitForURL(new RegExp(`/documents/${key}$`));
}

async function sign(login, key, step, wrong) {
  const page = await signIn(district, login);
  await page.goto(`${district.staff}/documents/${key}/reviews/${step}`);
  await look(page, `review-${step}`, wrong);
  await page.locator('input[name=verdict][value=passed]').check();
  await page.locator('form:has([name=verdict]) button[type=submit]').click();
  await page.waitForURL(new RegExp(`/documents/${key}`));
  return page;
}

test('articles 3, 6, 19: draft, signatures, fresh pages, next revision, withdrawal', { timeout: 180_000 }, async () => {
  const wrong = [];
  const clerk = await signIn(district, 'mzj.bianji');
  await look(clerk, 'desk', wrong);
  for (const path of ['/', '/zwgk/tzgg', '/units/mzj', '/feeds/zwgk/tzgg.rss']) await read(path);
  const key = await write(clerk, wrong);
  await send(clerk, key, wrong);

  // The clerk can't sign it and is told why; a clerk of another unit doesn't see it.
  const own = await clerk.goto(`${district.staff}/documents/${key}/reviews/first`);
  assert.equal(own.status(), 403);
  assert.match(await clerk.locator('main').innerText(), /权限|提交人|审核/);
  const other = await signIn(district, 'jyj.bianji');
  assert.equal((await other.goto(`${district.staff}/documents/${key}`)).status(), 404);

  await sign('mzj.shenhe', key, 'first', wrong);
  await sign('qzfb.zhongshen', key, 'final', wrong);
  assert.ok(!(await read('/zwgk/tzgg')).includes(title), 'public before the last signature');
  const last = await sign('mzj.baomi', key, 'confidentiality', wrong);

  await last.goto(`${district.staff}/documents/${key}/receipt`);
  await look(last, 'receipt', wrong);
  assert.match(await last.locator('main').innerText(), /\d{2}:\d{2}:\d{2}/);
  for (const path of ['/', '/zwgk/tzgg', '/units/mzj', '/feeds/zwgk/tzgg.rss', '/feeds/zwgk/tzgg.atom', `/search?q=${encodeURIComponent('独居老人走访')}`]) {
    const text = (await read(path)).replaceAll(/<\/?mark>/g, '');
    assert.ok(text.includes('独居老人走访'), `${path} does not have it`);
  }
  const list = await read('/zwgk/tzgg');
  const address = list.match(new RegExp(`href="(/zwgk/tzgg/[^"]+)"[^>]*>${title}`))[1];
  assert.ok((await read('/sitemap.xml')).includes(address));
  assert.ok((await read(address)).includes('走访登记表.txt'));

  await clerk.goto(`${district.staff}/documents/${key}/slip`);
  await look(clerk, 'slip', wrong);
  const slip = await clerk.locator('main').innerText();
  for (const word of ['初审', '终审', '保密审查', '刘春华', '杨立新']) assert.ok(slip.includes(word), `the slip lacks ${word}`);

  // The next revision stays inside until it is approved.
  await clerk.goto(`${district.staff}/documents/${key}/edit`);
  await clerk.locator('.ProseMirror').click();
  await clerk.keyboard.press('Control+End');
  await clerk.keyboard.type('时间改为下周三。');
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.locator('.flash', { hasText: '已保存' }).waitFor();
  await send(clerk, key, wrong);
  assert.ok(!(await read(address)).includes('下周三'));
  await sign('mzj.shenhe', key, 'first', wrong);
  await sign('qzfb.zhongshen', key, 'final', wrong);
  await sign('mzj.baomi', key, 'confidentiality', wrong);
  assert.ok((await read(address)).includes('下周三'));

  // Withdrawal leaves what was chosen.
  const publisher = await signIn(district, 'qzfb.fabu');
  await publisher.goto(`${district.staff}/documents/${key}/withdrawals/new`);
  await look(publisher, 'withdraw', wrong);
  await publisher.fill('[name=reason]', '活动取消');
  await publisher.locator('input[name=public_sees][value=notice]').check();
  await publisher.fill('[name=notice]', '本通知因活动取消已撤下。');
  await submit(publisher);
  await publisher.waitForURL(new RegExp(`/documents/${key}`));
  const left = await read(address);
  assert.ok(left.includes('本通知因活动取消已撤下') && !left.includes('下周三'));
  assert.ok(!(await read('/zwgk/tzgg')).includes(title));
  assert.ok(!(await read(`/search?q=${encodeURIComponent('独居老人走访')}`)).includes(address));

  for (const page of [clerk, last, publisher]) wrong.push(...page.faults);
  assert.deepEqual(wrong, []);
});
