// Draws the console's pages for docs/screenshots, from a new demo district: scripts/screenshots.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { signIn, start } from './district.mjs';

const folder = new URL('../../docs/screenshots/', import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const district = await start();
const title = '关于冬季供暖报修电话的通知';

// One page on the desk and on a phone, as its own person sees it.
async function draw(name, pages) {
  for (const page of pages) {
    await page.waitForLoadState('networkidle');
    const { width } = page.viewportSize();
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    const height = Math.min(whole, width < 600 ? 1800 : 1500);
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(folder, `${name}-${width}.jpg`), type: 'jpeg', quality: 82 });
    await page.setViewportSize({ width, height: width < 600 ? 844 : 1000 });
  }
}

const both = (login) => Promise.all([1440, 390].map((width) => signIn(district, login, width)));
const at = (pages, path) => Promise.all(pages.map((page) => page.goto(district.staff + path)));

// Selects words in a text, as a mouse does.
const select = (page, words) => page.evaluate((what) => {
  const walker = document.createTreeWalker(document.querySelector('.prose'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const from = node.data.indexOf(what);
    if (from >= 0) return window.getSelection().setBaseAndExtent(node, from, node, from + what.length);
  }
  throw new Error(`${what} is not there`);
}, words);

async function newNotice(page) {
  await page.goto(`${district.staff}/documents/new`);
  const column = page.locator('li, tr, section, article', { hasText: '政务公开 › 通知公告' }).last();
  await column.getByRole('link', { name: '写通知公告' }).first().click();
  await page.locator('.ProseMirror').click();
}

async function write(page, lines) {
  for (const line of lines) {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }
}

const clerks = await both('mzj.bianji');
const [clerk, pocket] = clerks;
const [reviewer, onPhone] = await both('mzj.shenhe');

await at(clerks, '/');
await draw('desk', clerks);
await at(clerks, '/documents');
await draw('list', clerks);
const editors = await both('menhu.zongbian');
await at(editors, '/media');
await draw('media', editors);

// The editor with the checks beside it.
for (const page of clerks) {
  await newNotice(page);
  await write(page, ['各街道办事处：', '截止目前，各街道已布署冬季供暖工作。定于2026年11月27日（星期四）召开会议，联系人手机 13812345678。']);
  await page.fill('[name=title]', '关于召开冬季供暖工作会议的通知');
  await page.locator('.hits').waitFor();
  await page.waitForTimeout(1500);
}
await draw('checks', clerks);

await newNotice(clerk);
await write(clerk, ['各街道办事处：', '报修电话自十一月十五日起开通，二十四小时值守。', '请张贴到各小区公告栏。']);
await clerk.fill('[name=title]', title);
await clerk.getByRole('button', { name: '保存草稿' }).click();
await clerk.waitForURL(/\/documents\/[a-z0-9]{10}/);
const key = clerk.url().match(/\/documents\/([a-z0-9]{10})/)[1];
await clerk.goto(`${district.staff}/documents/${key}/submissions/new`);
await clerk.locator('form:has([name=digest]) button[type=submit]').click();
await clerk.waitForURL(new RegExp(`/documents/${key}$`));

// The review, with a remark on the words that are wrong.
await reviewer.goto(`${district.staff}/documents/${key}/reviews/first`);
await select(reviewer, '十一月十五日');
await reviewer.getByRole('button', { name: '批注选中的文字' }).click();
await reviewer.locator('.comments [name=words]').fill('文件里是十一月十日');
await reviewer.getByRole('button', { name: '添加批注' }).click();
await reviewer.locator('mark.remark').waitFor();
await onPhone.goto(`${district.staff}/documents/${key}/reviews/first`);
await draw('review', [reviewer, onPhone]);
await reviewer.locator('input[name=verdict][value=returned]').check();
await reviewer.locator('form:has([name=verdict]) button[type=submit]').click();
await reviewer.waitForURL(new RegExp(`/documents/${key}$`));

await at(clerks, `/documents/${key}/edit`);
await draw('editor', clerks);
await clerk.locator('.thread__find').click();
await clerk.keyboard.type('十一月十日');
await clerk.keyboard.press('Control+End');
await clerk.keyboard.type('报修后二十四小时内上门，仍不热的按规定退费。');
await clerk.fill('[name=title]', '关于公布冬季供暖报修电话的通知');
await clerk.getByRole('button', { name: '保存草稿' }).click();
await clerk.locator('.flash', { hasText: '已保存' }).waitFor();
await clerk.goto(`${district.staff}/documents/${key}/history`);
await clerk.getByRole('button', { name: '比较选中的两个版本' }).click();
await clerk.waitForURL(/\/comparison\?/);
await pocket.goto(clerk.url());
await draw('diff', clerks);

await district.stop();
