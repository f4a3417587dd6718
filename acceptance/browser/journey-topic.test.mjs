// Articles 9, 11, 12: a topic from its proposal to its archive, and a column that is renamed and moved.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { open, output, signIn, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

const picture = readFileSync(new URL('../../demo/pictures/snow.webp', import.meta.url));

async function look(page, name, wrong) {
  await page.screenshot({ path: `${output}/topic-${name}.png`, fullPage: true });
  wrong.push(...(await violations(page)).map((one) => `${name}: ${one}`));
}

async function begin(page, title, reason) {
  await page.goto(`${district.staff}/column-proposals/new`);
  await page.fill('[name=title]', title);
  await page.fill('[name=reason]', reason);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.waitForURL(/\/column-proposals\/\d+$/);
  return page.url();
}

async function describe(page, values) {
  for (const [name, value] of Object.entries(values)) await page.fill(`[name=${name}]`, value);
  await page.getByRole('button', { name: '加入方案' }).click();
  await page.waitForURL(/\/column-proposals\/\d+$/);
}

async function agree(url, wrong, name) {
  const head = await signIn(district, 'qzfb.zhuren');
  await head.goto(url);
  await look(head, name, wrong);
  await head.locator('input[name=verdict][value=approve]').check();
  await head.getByRole('button', { name: '提交审批意见' }).click();
  await head.getByText('已执行').first().waitFor();
  wrong.push(...head.faults);
}

async function sign(login, key, step, wrong) {
  const page = await signIn(district, login);
  await page.goto(`${district.staff}/documents/${key}/reviews/${step}`);
  await page.locator('input[name=verdict][value=passed]').check();
  await page.locator('form:has([name=verdict]) button[type=submit]').click();
  await page.waitForURL(new RegExp(`/documents/${key}`));
  wrong.push(...page.faults);
}

async function compose(clerk, wrong) {
  await clerk.goto(`${district.staff}/documents/new`);
  const column = clerk.locator('li, tr, section, article', { hasText: '专题专栏 › 冰雪保畅' }).last();
  await column.getByRole('link', { name: '写版面' }).first().click();
  await clerk.fill('[name=title]', '“冰雪保畅”专题版面');
  await clerk.locator('.ProseMirror').click();
  await clerk.keyboard.type('下雪了，路怎么走、谁在扫雪、哪里能取暖，都在这里。');
  const rows = clerk.locator('[data-rows-target=row]');
  await rows.nth(0).getByLabel('类型').selectOption({ label: '头条' });
  await rows.nth(0).getByLabel('栏目').selectOption({ label: '公共服务 › 交通出行' });
  await rows.nth(1).getByLabel('类型').selectOption({ label: '标题列表' });
  await rows.nth(1).getByLabel('栏目').selectOption({ label: '公共服务 › 公用事业' });
  await rows.nth(1).getByLabel('标题').fill('水电气热');
  await clerk.getByRole('button', { name: '再加一行' }).click();
  await rows.nth(2).getByLabel('类型').selectOption({ label: '文字' });
  await rows.nth(2).getByLabel('标题').fill('出门前看一眼');
  await rows.nth(2).getByLabel('说明文字').fill('桥面、坡道容易结冰，请慢行。');
  // The words come first: the keyboard moves the row up twice.
  await rows.nth(2).getByRole('button', { name: '上移' }).press('Enter');
  await rows.nth(1).getByRole('button', { name: '上移' }).press('Enter');
  assert.equal(await rows.nth(0).getByLabel('标题').inputValue(), '出门前看一眼');
  await clerk.locator('input[type=file]').first().setInputFiles({ name: 'snow.webp', mimeType: 'image/webp', buffer: picture });
  await look(clerk, 'compose', wrong);
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.waitForURL(/\/documents\/[a-z0-9]{10}/);
  return clerk.url().match(/\/documents\/([a-z0-9]{10})/)[1];
}

test('article 11: a topic is proposed, agreed to, composed, published and archived', { timeout: 240_000 }, async () => {
  const wrong = [];
  const clerk = await signIn(district, 'mzj.bianji');
  const url = await begin(clerk, '开设“冰雪保畅”专题', '入冬以来群众多问道路和取暖，按阶段性重点工作开设。');
  await clerk.getByRole('link', { name: '开设专题' }).click();
  await clerk.fill('[name=path]', 'ztzl/bxbc');
  await clerk.selectOption('[name=review_steps]', '1');
  await describe(clerk, { name: '冰雪保畅', description: '集中发布雨雪天气的道路、出行和取暖信息。', keywords: '冰雪;出行' });
  await look(clerk, 'proposal', wrong);
  await clerk.getByRole('button', { name: '报送审批' }).click();
  await clerk.getByText('待审批').first().waitFor();
  const visitor = await open(district);
  assert.equal((await visitor.goto(`${district.visitors}/ztzl/bxbc`)).status(), 404);
  await agree(url, wrong, 'decision');

  const key = await compose(clerk, wrong);
  await clerk.goto(`${district.staff}/documents/${key}/submissions/new`);
  await clerk.locator('main form button[type=submit]').last().click();
  await clerk.waitForURL(new RegExp(`/documents/${key}$`));
  await sign('mzj.shenhe', key, 'first', wrong);
  await sign('mzj.baomi', key, 'confidentiality', wrong);

  for (const width of [1440, 390]) {
    const page = await open(district, width);
    assert.equal((await page.goto(`${district.visitors}/ztzl/bxbc`)).status(), 200);
    assert.deepEqual(await page.locator('h2').allInnerTexts().then((all) => all.slice(0, 3)), ['出门前看一眼', '交通出行', '水电气热']);
    await page.getByText('桥面、坡道容易结冰').waitFor();
    await look(page, `public-${width}`, wrong);
    wrong.push(...page.faults);
  }
  await visitor.goto(district.visitors);
  await visitor.locator('.topic', { hasText: '冰雪保畅' }).waitFor();

  // The season is over.
  const over = await begin(clerk, '归档“冰雪保畅”专题', '本季工作结束。');
  await clerk.getByRole('link', { name: '关闭栏目、归档专题' }).click();
  await clerk.selectOption('[name=column]', { label: '专题专栏 › 冰雪保畅' });
  await describe(clerk, {});
  await clerk.getByRole('button', { name: '报送审批' }).click();
  await agree(over, wrong, 'closing');
  await visitor.goto(`${district.visitors}/ztzl/bxbc`);
  await visitor.getByText('归档，内容保留供查阅').waitFor();
  await visitor.getByText('桥面、坡道容易结冰').waitFor();
  await look(visitor, 'archived', wrong);
  await visitor.goto(district.visitors);
  assert.equal(await visitor.locator('.topic', { hasText: '冰雪保畅' }).count(), 0);
  await visitor.goto(`${district.visitors}/ztzl`);
  await visitor.getByRole('heading', { name: '已归档' }).waitFor();
  await visitor.getByRole('link', { name: '冰雪保畅' }).click();
  await visitor.waitForURL(/\/ztzl\/bxbc$/);
  wrong.push(...clerk.faults, ...visitor.faults);
  assert.deepEqual(wrong, []);
});

test('articles 9, 12: a column gets another name and place, and every old address leads there', { timeout: 120_000 }, async () => {
  const wrong = [];
  const visitor = await open(district);
  await visitor.goto(`${district.visitors}/ggfw/jtcx`);
  const link = visitor.locator('.entry-link[href^="/ggfw/jtcx/"]').first();
  const [old, title] = [await link.getAttribute('href'), await link.innerText()];
  const office = await signIn(district, 'menhu.zongbian');
  const url = await begin(office, '“交通出行”更名', '与政务服务事项名称一致。');
  await office.getByRole('link', { name: '更名、移动或改样式' }).click();
  await office.selectOption('[name=column]', { label: '公共服务 › 交通出行' });
  await office.getByRole('button', { name: '下一步' }).click();
  assert.equal(await office.inputValue('[name=name]'), '交通出行');
  await office.fill('[name=path]', 'hdjl/chuxing');
  await describe(office, { name: '出行服务' });
  await look(office, 'rename', wrong);
  await office.getByRole('button', { name: '报送审批' }).click();
  await office.getByText('待审批').first().waitFor();
  await agree(url, wrong, 'rename-decision');

  for (const path of ['/ggfw/jtcx', old]) {
    const answer = await fetch(district.visitors + path, { redirect: 'manual' });
    assert.equal(answer.status, 301, path);
  }
  await visitor.goto(`${district.visitors}/ggfw/jtcx`);
  assert.match(visitor.url(), /\/hdjl\/chuxing$/);
  await visitor.getByRole('heading', { name: '出行服务', level: 1 }).waitFor();
  await visitor.goto(district.visitors + old);
  assert.match(visitor.url(), /\/hdjl\/chuxing\//);
  assert.equal(await visitor.locator('h1').innerText(), title);
  await office.goto(`${district.staff}/column-proposals`);
  await look(office, 'register', wrong);
  wrong.push(...office.faults, ...visitor.faults);
  assert.deepEqual(wrong, []);
});
