// Articles 5, 6: what a clerk types is never lost: not with the network, the tab or the session.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { output, signIn, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

const state = (page) => page.locator('[data-autosave-target=state]');
const saved = (page) => page.waitForFunction(() => /已自动保存 \d{2}:\d{2}/.test(document.querySelector('[data-autosave-target=state]').textContent), null, { timeout: 15_000 });
const text = (page) => page.locator('.ProseMirror').innerText();
const advance = (seconds) => fetch(`${district.staff}/test/clock`, { method: 'POST', body: new URLSearchParams({ seconds: String(seconds) }) });

async function blank(page) {
  await page.goto(`${district.staff}/documents/new`);
  const column = page.locator('li, tr, section, article', { hasText: '政务公开 › 通知公告' }).last();
  await column.getByRole('link', { name: '写通知公告' }).first().click();
  await page.locator('.ProseMirror').waitFor();
}

async function begin(page, title, body) {
  await blank(page);
  await page.fill('[name=title]', title);
  await page.locator('.ProseMirror').click();
  await page.keyboard.type(body);
}

async function draft(page, title, body) {
  await begin(page, title, body);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.waitForURL(/\/documents\/[a-z0-9]{10}\/edit$/);
  return page.url().match(/\/documents\/([a-z0-9]{10})/)[1];
}

test('articles 5, 6: a minute without network loses nothing', { timeout: 120_000 }, async () => {
  const clerk = await signIn(district, 'mzj.bianji');
  const key = await draft(clerk, '关于走访的通知', '第一句。');
  await clerk.locator('.ProseMirror').click();
  await clerk.keyboard.press('Control+End');
  await clerk.keyboard.type('第二句。');
  await saved(clerk);
  await clerk.screenshot({ path: `${output}/console-autosaved.png` });

  await clerk.context().setOffline(true);
  await clerk.keyboard.type('断网时写的第三句。');
  await clerk.waitForFunction(() => /网络不通.*已存在这个浏览器/.test(document.querySelector('[data-autosave-target=state]').textContent), null, { timeout: 20_000 });
  // Saving while offline stays on the page and says so.
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.waitForFunction(() => /还没有保存成修订/.test(document.querySelector('[data-autosave-target=state]').textContent));
  await clerk.screenshot({ path: `${output}/console-offline.png` });
  await clerk.locator('.ProseMirror').click();
  await clerk.keyboard.press('Control+End');
  await clerk.keyboard.type('第四句。');
  await clerk.waitForTimeout(6_000);
  assert.match(await text(clerk), /第一句。第二句。断网时写的第三句。第四句。/);
  await clerk.context().setOffline(false);
  await saved(clerk);

  // What has arrived is on the server alone: another page of the same person offers it, the revision is unchanged.
  assert.equal(await clerk.evaluate(() => Object.keys(localStorage).length), 0);
  const other = await clerk.context().newPage();
  await other.goto(`${district.staff}/documents/${key}/edit`);
  assert.match(await text(other), /^第一句。$/);
  assert.match(await other.locator('#autosaves').innerText(), /您 \d{2}:\d{2} 输入的内容还没有保存/);
  assert.deepEqual(await violations(other), []);
  await other.screenshot({ path: `${output}/console-autosave-offer.png`, fullPage: true });
  await other.close();

  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.waitForURL(new RegExp(`/documents/${key}/edit$`));
  assert.match(await text(clerk), /第一句。第二句。断网时写的第三句。第四句。/);
  assert.equal(await clerk.locator('#autosaves .unsaved').count(), 0);
  assert.deepEqual(clerk.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault)), []);
});

test('articles 5, 6: a tab closed without network offers what was typed', { timeout: 120_000 }, async () => {
  const clerk = await signIn(district, 'mzj.bianji');
  const key = await draft(clerk, '关于取暖的通知', '原来的话。');
  const tab = await clerk.context().newPage();
  await tab.goto(`${district.staff}/documents/${key}/edit`);
  await tab.locator('.ProseMirror').click();
  await tab.keyboard.press('Control+End');
  await clerk.context().setOffline(true);
  await tab.keyboard.type('关掉的页面里写的话。');
  await tab.close({ runBeforeUnload: false });
  await clerk.context().setOffline(false);

  await clerk.goto(`${district.staff}/documents/${key}/edit`);
  await clerk.locator('#autosaves .unsaved').waitFor();
  assert.match(await clerk.locator('#autosaves').innerText(), /您 \d{2}:\d{2} 输入的内容还没有保存/);
  await clerk.getByRole('link', { name: '继续编辑' }).click();
  await clerk.locator('.ProseMirror').waitFor();
  assert.match(await text(clerk), /原来的话。关掉的页面里写的话。/);
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.waitForURL(new RegExp(`/documents/${key}/edit$`));
  assert.match(await text(clerk), /原来的话。关掉的页面里写的话。/);

  // A new document that was never saved is found again, too; another person finds nothing.
  const fresh = await clerk.context().newPage();
  await blank(fresh);
  await clerk.context().setOffline(true);
  await fresh.fill('[name=title]', '从未保存的新稿');
  await fresh.locator('.ProseMirror').click();
  await fresh.keyboard.type('只写了一句');
  await fresh.close();
  await clerk.context().setOffline(false);
  await clerk.goto(`${district.staff}/autosaves`);
  await clerk.getByRole('link', { name: '从未保存的新稿' }).first().waitFor();
  await blank(clerk);
  await clerk.locator('#autosaves .unsaved', { hasText: '从未保存的新稿' }).waitFor();
  await clerk.goto(`${district.staff}/autosaves`);
  assert.deepEqual(await violations(clerk), []);
  await clerk.screenshot({ path: `${output}/console-autosaves.png`, fullPage: true });
  await clerk.getByRole('link', { name: '从未保存的新稿' }).first().click();
  await clerk.locator('.ProseMirror').waitFor();
  assert.equal(await text(clerk), '只写了一句');
  const colleague = await signIn(district, 'mzj.shenhe');
  assert.equal((await colleague.goto(clerk.url())).status(), 403);
});

test('articles 5, 6: a session that ends while somebody writes loses nothing', { timeout: 120_000 }, async () => {
  const clerk = await signIn(district, 'mzj.bianji');
  await begin(clerk, '会话过期时的稿', '登录还有效时写的。');
  await saved(clerk);
  await advance(25 * 60);
  await clerk.keyboard.type('过期以后写的。');
  const dialog = clerk.locator('dialog', { hasText: '登录已过期' });
  await dialog.waitFor({ timeout: 15_000 });
  assert.deepEqual(await violations(clerk), []);
  await clerk.screenshot({ path: `${output}/console-signed-out.png` });
  await clerk.getByRole('button', { name: '我已登录' }).click();
  await clerk.getByText('还没有登录。').waitFor();
  await clerk.getByRole('button', { name: '先不登录，继续写' }).click();
  await clerk.locator('.ProseMirror').click();
  await clerk.keyboard.press('Control+End');
  await clerk.keyboard.type('还在写。');
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await dialog.waitFor();

  // Another person signs in at this browser: nothing of this text becomes theirs.
  const [door] = await Promise.all([clerk.context().waitForEvent('page'), clerk.getByRole('link', { name: '在新页面登录' }).click()]);
  const enter = async (login) => {
    await door.goto(`${district.staff}/sign-in?next=/autosaves`);
    await door.fill('[name=login]', login);
    await door.fill('[name=password]', 'Weiyang-2026');
    await door.click('main button[type=submit]');
    await door.waitForURL(`${district.staff}/autosaves`);
  };
  await enter('jyj.bianji');
  assert.ok(!(await door.locator('main').innerText()).includes('会话过期时的稿'));
  await clerk.bringToFront();
  await clerk.getByRole('button', { name: '我已登录' }).click();
  await clerk.getByText('现在登录的是另一个人').waitFor();
  await door.bringToFront();
  await door.locator('summary').first().click();
  await door.getByRole('button', { name: '退出登录' }).click();
  await door.waitForURL(/sign-in/);
  await enter('mzj.bianji');
  await door.close();
  await clerk.bringToFront();
  await dialog.waitFor({ state: 'hidden', timeout: 15_000 });
  await saved(clerk);
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.waitForURL(/\/documents\/[a-z0-9]{10}\/edit$/);
  assert.equal(await text(clerk), '登录还有效时写的。过期以后写的。还在写。');
  assert.ok(await state(clerk).count());
});
