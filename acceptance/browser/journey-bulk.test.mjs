// Articles 5, 6, 19: a thousand documents are withdrawn at once, one of them refuses, all come back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary, output, signIn, start, violations } from './district.mjs';

const COUNT = 1000;
let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

// What an older system hands over: live documents, all with one word in the title.
function bring() {
  const file = join(district.folder, 'old.jsonl');
  const lines = Array.from({ length: COUNT }, (_, index) => JSON.stringify({
    id: `journey-${index}`, title: `整治行动简报第${index + 1}期`, body_html: `<p>第${index + 1}期内容。</p>`, published_at: '2024-05-06 09:00:00', source: '旧网站',
  }));
  writeFileSync(file, lines.join('\n'));
  const told = spawnSync(binary, ['import', 'documents', file, '--column', 'zwdt/jddt', '--data', join(district.folder, 'data')], { encoding: 'utf8' });
  assert.equal(told.status, 0, told.stderr);
}

async function look(page, name, wrong) {
  await page.screenshot({ path: `${output}/console-${name}.png`, fullPage: true });
  wrong.push(...(await violations(page)).map((one) => `${name}: ${one}`));
}

const over = (page, words) => page.getByText(words).waitFor({ timeout: 120_000 });

test('articles 5, 6, 19: a thousand withdrawn at once, one refused, and all taken back', { timeout: 300_000 }, async () => {
  const wrong = [];
  bring();
  const publisher = await signIn(district, 'qzfb.fabu');
  const list = `${district.staff}/documents?query=${encodeURIComponent('整治行动简报')}`;
  await publisher.goto(list);
  await publisher.getByText(`${COUNT}`).first().waitFor();
  const one = await publisher.locator('tbody tr').nth(3).getByRole('link').first().getAttribute('href');
  // The keyboard does it too: all rows of the page, then the act.
  await publisher.locator('[data-bulk-target=all]').press('Space');
  await look(publisher, 'bulk-list', wrong);
  await publisher.locator('#bulk').getByRole('button', { name: '撤稿' }).press('Enter');
  await publisher.getByLabel(`筛选出的全部 ${COUNT} 份`).check();
  await publisher.fill('[name=reason]', '整治行动已经结束');
  await publisher.fill('[name=count]', '20');
  await look(publisher, 'bulk-confirm', wrong);

  // Meanwhile a colleague takes one of them down.
  const colleague = await signIn(district, 'menhu.zongbian');
  await colleague.goto(`${district.staff}${one}/withdrawals/new`);
  await colleague.fill('[name=reason]', '单独处理');
  await colleague.locator('main form button[type=submit]').last().click();
  await colleague.waitForURL(new RegExp(`${one}$`));

  await publisher.getByRole('button', { name: '开始办理' }).click();
  await publisher.locator('.errors').waitFor();
  assert.equal(await publisher.inputValue('[name=reason]'), '整治行动已经结束', 'what was typed is kept');
  await publisher.fill('[name=count]', String(COUNT));
  await publisher.getByRole('button', { name: '开始办理' }).click();
  await publisher.waitForURL(/\/bulk-acts\/\d+$/);
  await over(publisher, `办理完毕：${COUNT - 1} 份已办，1 份未成`);
  const first = publisher.locator('tbody tr').first();
  assert.match(await first.innerText(), /未成/);
  assert.match(await first.innerText(), /稿件没有公开/);
  await look(publisher, 'bulk-outcome', wrong);
  const files = await Promise.all([publisher.waitForEvent('download'), publisher.getByRole('link', { name: /Excel/ }).click()]);
  assert.match(files[0].suggestedFilename(), /\.xlsx$/);

  await publisher.getByRole('button', { name: '撤销批量办理' }).click();
  await publisher.waitForURL(/\/bulk-acts\/\d+$/);
  await over(publisher, `办理完毕：${COUNT - 1} 份已办，0 份未成`);
  await publisher.goto(`${list}&state=withdrawn`);
  assert.equal(await publisher.locator('tbody tr').count(), 1, 'the colleague\'s stays down');
  assert.deepEqual(wrong, []);
  assert.deepEqual([...publisher.faults, ...colleague.faults], []);
});
