// Article 6: 一键排版 puts a text in order, says what it did, and one undo takes all of it back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { body, writer } from './clipboard/writing.mjs';
import { start } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

test('article 6: one key lays out, one undo takes it back', { timeout: 90_000 }, async () => {
  const clerk = await writer(district);
  const press = () => clerk.getByRole('button', { name: '一键排版' }).click();
  for (const line of ['　　一、工作安排', '', '请各单位于11月30日前,按未民发[2026]8号要求报送.', '未央区民政局', '2026年11月23日']) {
    await clerk.keyboard.insertText(line);
    await clerk.keyboard.press('Enter');
  }
  const typed = await body(clerk);
  await press();
  assert.equal(await body(clerk), '<h2>一、工作安排</h2><p>请各单位于11月30日前，按未民发〔2026〕8号要求报送。</p><p class="align-right">未央区民政局</p><p class="align-right">2026年11月23日</p>');
  assert.equal(await clerk.locator('.editor__notice').innerText(), '已一键排版：去掉空段 1 处、去掉手工缩进 1 处、改正标点 2 处、改正文号 1 处、设为标题 1 处、落款居右 2 行。按 Ctrl+Z 可一次撤销。');
  await clerk.keyboard.press('Control+z');
  assert.equal(await body(clerk), typed);
  await press();
  await press();
  assert.equal(await clerk.locator('.editor__notice').innerText(), '版面已符合要求，没有改动。');
  assert.deepEqual(clerk.faults, []);
});
