// Article 19: a reviewer returns with comments on the text, the clerk mends it beside them, both see what changed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, output, signIn, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

const title = '关于冬季供暖报修电话的通知';

async function look(page, name, wrong) {
  await page.screenshot({ path: `${output}/review-${name}.png`, fullPage: true });
  wrong.push(...(await violations(page)).map((one) => `${name}: ${one}`));
}

// Selects words within an element, as a mouse does.
const select = (page, css, words) => page.evaluate(([where, what]) => {
  const walker = document.createTreeWalker(document.querySelector(where), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(what);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + what.length);
    window.getSelection().removeAllRanges();
    window.getSelection().addRange(range);
    return;
  }
  throw new Error(`${what} is not there`);
}, [css, words]);

async function write(clerk) {
  await clerk.goto(`${district.staff}/documents/new`);
  const column = clerk.locator('li, tr, section, article', { hasText: '政务公开 › 通知公告' }).last();
  await column.getByRole('link', { name: '写通知公告' }).first().click();
  await clerk.locator('.ProseMirror').click();
  for (const line of ['各街道办事处：', '报修电话自十一月十五日起开通，二十四小时值守。', '请张贴到各小区公告栏。']) {
    await clerk.keyboard.type(line);
    await clerk.keyboard.press('Enter');
  }
  await clerk.fill('[name=title]', title);
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.waitForURL(/\/documents\/[a-z0-9]{10}/);
  return clerk.url().match(/\/documents\/([a-z0-9]{10})/)[1];
}

async function send(clerk, key) {
  await clerk.goto(`${district.staff}/documents/${key}/submissions/new`);
  await clerk.locator('form:has([name=digest]) button[type=submit]').click();
  await clerk.waitForURL(new RegExp(`/documents/${key}$`));
}

test('article 19: returned with comments, mended, compared, approved', { timeout: 180_000 }, async () => {
  const wrong = [];
  const clerk = await signIn(district, 'mzj.bianji');
  const key = await write(clerk);
  await send(clerk, key);

  const reviewer = await signIn(district, 'mzj.shenhe');
  await reviewer.goto(`${district.staff}/reviews`);
  await look(reviewer, 'waiting', wrong);
  await reviewer.goto(`${district.staff}/documents/${key}/reviews/first`);
  await reviewer.fill('[name=comment]', '还没写完的意见');
  await select(reviewer, '.prose', '十一月十五日');
  await reviewer.getByRole('button', { name: '批注选中的文字' }).click();
  await reviewer.locator('.comments [name=words]').fill('文件里是十一月十日');
  await reviewer.getByRole('button', { name: '添加批注' }).click();
  await reviewer.locator('mark.remark', { hasText: '十一月十五日' }).waitFor();
  assert.equal(await reviewer.inputValue('[name=comment]'), '还没写完的意见', 'a comment cost what was typed');
  await look(reviewer, 'remarked', wrong);
  await reviewer.fill('[name=comment]', '');
  await reviewer.locator('input[name=verdict][value=returned]').check();
  await reviewer.locator('form:has([name=verdict]) button[type=submit]').click();
  await reviewer.waitForURL(new RegExp(`/documents/${key}`));
  assert.match(await reviewer.locator('main').innerText(), /见批注（1 条）/);

  // Beside the editor: the words are found in the text, mended, and the comment is settled without leaving the page.
  await clerk.goto(`${district.staff}/documents/${key}/edit`);
  await clerk.locator('.thread__find').click();
  assert.equal(await clerk.evaluate(() => window.getSelection().toString()), '十一月十五日');
  await look(clerk, 'editor', wrong);
  await clerk.keyboard.type('十一月十日');
  await clerk.locator('.thread').getByRole('button', { name: '标为已处理' }).click();
  await clerk.getByText('0 条未处理').waitFor();
  assert.match(await clerk.locator('.ProseMirror').innerText(), /自十一月十日起/, 'settling cost what was typed');
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.locator('.flash', { hasText: '已保存' }).waitFor();
  await clerk.goto(`${district.staff}/documents/${key}/comments`);
  await clerk.getByText('已处理的批注（1 条）').click();
  await look(clerk, 'settled', wrong);
  assert.match(await clerk.locator('.thread').innerText(), /原文已改/);

  // What changed, from the history; then the signatures.
  await clerk.goto(`${district.staff}/documents/${key}/history`);
  await look(clerk, 'history', wrong);
  await clerk.getByRole('button', { name: '比较选中的两个版本' }).click();
  await clerk.waitForURL(/\/comparison\?/);
  await look(clerk, 'diff', wrong);
  assert.deepEqual(await clerk.locator('.prose del').allInnerTexts(), ['五', '五']);
  // Somebody without an account reads it by an address and agrees.
  await clerk.goto(`${district.staff}/documents/${key}/previews?screen=phone`);
  await clerk.fill('[name=recipient]', '社区书记');
  await clerk.fill('[name=days]', '2');
  await clerk.getByRole('button', { name: '生成网址' }).click();
  const address = new URL(await clerk.locator('code.codes').innerText());
  await clerk.goto(`${district.staff}/documents/${key}/previews?screen=phone`);
  await clerk.frameLocator('iframe').getByText('二十四小时值守').first().waitFor();
  await look(clerk, 'screens', wrong);
  const reader = await open(district, 390);
  await reader.goto(`${district.visitors}${address.pathname}`);
  await reader.frameLocator('iframe').getByText('二十四小时值守').first().waitFor();
  await reader.getByLabel('同意').check();
  await reader.getByLabel('您的姓名').fill('李书记');
  await look(reader, 'reader', wrong);
  await reader.getByRole('button', { name: '提交意见' }).click();
  await reader.getByText('您的意见已送达').waitFor();
  await clerk.goto(`${district.staff}/documents/${key}`);
  await clerk.getByText('李书记').waitFor();
  wrong.push(...reader.faults);

  await send(clerk, key);
  for (const [login, step] of [['mzj.shenhe', 'first'], ['qzfb.zhongshen', 'final'], ['mzj.baomi', 'confidentiality']]) {
    const page = await signIn(district, login);
    await page.goto(`${district.staff}/documents/${key}/reviews/${step}`);
    await page.locator('input[name=verdict][value=passed]').check();
    await page.locator('form:has([name=verdict]) button[type=submit]').click();
    await page.waitForURL((url) => !url.pathname.includes('/reviews/'));
    wrong.push(...page.faults);
  }
  const list = await (await fetch(`${district.visitors}/zwgk/tzgg`)).text();
  assert.ok(list.includes(title), 'approved but not public');
  await clerk.goto(`${district.staff}/documents/${key}`);
  await look(clerk, 'document', wrong);

  for (const page of [clerk, reviewer]) wrong.push(...page.faults);
  assert.deepEqual(wrong, []);
});
