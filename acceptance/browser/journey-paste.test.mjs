// Articles 6, 19: a table with pictures, copied in WPS, becomes part of a document with its structure and its pictures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { png, rtf } from './clipboard/pictures.mjs';
import { body, paste, writer } from './clipboard/writing.mjs';
import { output, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

const wps = readFileSync(new URL('./clipboard/wps.html', import.meta.url), 'utf8');
const title = '口袋公园建设进展情况通报';
const entrance = png(112, 74, [60, 130, 80]);
const lawn = png(112, 74, [150, 190, 90]);

const shown = (page) => page.locator('main img').evaluateAll((images) => images.map((image) => image.complete && image.naturalWidth));

test('article 19: a WPS table with pictures is pasted, saved and seen in the preview', { timeout: 120_000 }, async () => {
  const clerk = await writer(district);
  await paste(clerk, { 'text/html': wps, 'text/rtf': rtf([entrance, lawn, null]), 'text/plain': '口袋公园' });
  await clerk.locator('.editor__notice', { hasText: '已带入 2 张图片' }).waitFor();
  assert.equal(await clerk.locator('[data-attachment]').count(), 2);
  await clerk.screenshot({ path: `${output}/console-paste.png`, fullPage: true });
  const wrong = (await violations(clerk)).map((one) => `editor: ${one}`);

  const html = await body(clerk);
  for (const part of [
    '<h2 class="align-center">口袋公园建设进展</h2>',
    '<p>截至十月底，<strong>六处</strong>公园完工，安排如下：</p>',
    '<ol><li>完成绿化<ul><li>乔木补植</li><li>草坪更新</li></ul></li><li>安装照明</li></ol>',
    '<caption>表1 已完工公园一览</caption><thead><tr><th rowspan="2" scope="col">公园</th><th colspan="2" scope="colgroup">设施</th>',
    '<td rowspan="2">南溪园</td>', '<td colspan="2">其余设施明年一季度安装</td>', 'alt="南溪园入口步道"',
  ]) assert.ok(html.includes(part), `${part} is not in ${html}`);
  assert.equal(html.match(/<img src="asset:\w+"/g).length, 2, html);
  for (const gone of ['style', 'Mso', 'file:', '不应出现的作者', 'IMG_256', 'pasting:', '\u00a0']) assert.ok(!html.includes(gone), `${gone} is in ${html}`);
  assert.ok(html.includes('此处图形未能带入'), `the drawing left no word: ${html}`);

  await clerk.fill('[name=title]', title);
  await clerk.getByRole('button', { name: '保存并预览' }).click();
  await clerk.waitForURL(/\/documents\/[a-z0-9]{10}\/preview/);
  await clerk.locator('table img').nth(1).waitFor();
  assert.equal(await clerk.locator('main table caption').innerText(), '表1 已完工公园一览');
  assert.deepEqual(await shown(clerk), [112, 112]);
  await clerk.screenshot({ path: `${output}/console-paste-preview.png`, fullPage: true });

  // It opens again as it was saved.
  await clerk.goto(clerk.url().replace(/\/preview.*/, '/edit'));
  await clerk.locator('.ProseMirror table img').nth(1).waitFor();
  assert.equal((await body(clerk)).match(/<img /g).length, 2);

  // One picture still lacks its words: the text says so, the checks before submission ask for them, the keyboard gives them.
  const key = clerk.url().match(/\/documents\/([a-z0-9]{10})/)[1];
  assert.equal(await clerk.locator('.ProseMirror .image-unsaid').count(), 1);
  await clerk.goto(`${district.staff}/documents/${key}/submissions/new`);
  const asked = await clerk.locator('main').innerText();
  for (const words of ['图片无替代文字', '正文里还有图片没有带入']) assert.ok(asked.includes(words), `${words} is not asked for: ${asked}`);
  await clerk.goto(`${district.staff}/documents/${key}/edit`);
  await clerk.locator('.ProseMirror table img').first().dblclick();
  const dialog = clerk.locator('dialog[open]');
  await dialog.getByRole('button', { name: '确定' }).click();
  assert.ok(await dialog.getByText('请填写图片说明').isVisible());
  wrong.push(...(await violations(clerk)).map((one) => `picture: ${one}`));
  await clerk.screenshot({ path: `${output}/console-picture.png` });
  await dialog.getByLabel('图片说明').fill('北辰园全景');
  await clerk.keyboard.press('Enter');
  assert.equal(await clerk.locator('.ProseMirror .image-unsaid').count(), 0);
  await clerk.getByRole('button', { name: '保存并报送' }).click();
  await clerk.waitForURL(/\/submissions\/new/);
  assert.ok(!(await clerk.locator('main').innerText()).includes('图片无替代文字'));
  assert.deepEqual([...wrong, ...clerk.faults], []);
});

test('article 6: a picture is uploaded in its dialog, decorates, and a sound is put in', { timeout: 90_000 }, async () => {
  const clerk = await writer(district);
  await clerk.getByRole('button', { name: '插入图片' }).click();
  const dialog = clerk.locator('dialog[open]');
  await dialog.getByLabel('上传图片').setInputFiles({ name: '分隔花边.png', mimeType: 'image/png', buffer: png(40, 8, [20, 120, 120]) });
  await dialog.getByRole('button', { name: '分隔花边.png', pressed: true }).waitFor();
  await dialog.getByLabel('装饰性图片，不需要说明').check();
  await dialog.getByRole('button', { name: '确定' }).click();
  assert.match(await body(clerk), /^<img src="asset:\w+" alt="">$/);
  // Chosen again by Enter, it keeps what it was.
  await clerk.keyboard.press('ArrowUp');
  await clerk.keyboard.press('Enter');
  assert.ok(await dialog.getByLabel('装饰性图片，不需要说明').isChecked());
  await clerk.keyboard.press('Escape');
  await clerk.locator('.ProseMirror').click({ position: { x: 20, y: 300 } });
  await clerk.getByRole('button', { name: '插入音视频' }).click();
  await dialog.getByLabel('上传视频').setInputFiles({ name: '解读.mp3', mimeType: 'audio/mpeg', buffer: Buffer.concat([Buffer.from('ID3\x03\x00\x00\x00\x00\x00\x00', 'latin1'), Buffer.from('fffb9000', 'hex'), Buffer.alloc(400)]) });
  await dialog.getByRole('button', { name: '解读.mp3' }).click();
  await dialog.getByRole('button', { name: '确定' }).click();
  assert.match(await body(clerk), /<audio controls="" preload="metadata" src="asset:\w+"><\/audio>/);
  await clerk.fill('[name=title]', '图文并茂');
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.waitForURL(/\/edit/);
  const kept = await body(clerk);
  assert.ok(/<img src="asset:\w+" alt="">/.test(kept) && /<audio [^>]*src="asset:\w+"/.test(kept), kept);
  assert.deepEqual(clerk.faults, []);
});

test('article 19: pictures as data and as files come along; what cannot be had says so; one undo takes it back', { timeout: 120_000 }, async () => {
  const clerk = await writer(district);
  const data = `data:image/png;base64,${png(30, 20, [10, 90, 160]).toString('base64')}`;
  await paste(clerk, { 'text/html': `<p>示意图</p><p><img src="${data}" alt="河道断面"></p><p>图1 河道断面示意</p><p><img src="https://other.example/a.png"></p>`, 'text/plain': '示意图' });
  await clerk.locator('.editor__notice', { hasText: '已带入 1 张图片' }).waitFor();
  let html = await body(clerk);
  assert.match(html, /<figure><img src="asset:\w+" alt="河道断面"><figcaption>图1 河道断面示意<\/figcaption><\/figure>/);
  assert.ok(html.includes('图片在其他网站上'), html);
  await clerk.keyboard.press('Control+z');
  assert.equal(await body(clerk), '');
  await clerk.keyboard.press('Control+y');
  assert.match(await body(clerk), /<img src="asset:\w+"/);

  await clerk.keyboard.press('Control+End');
  await paste(clerk, {}, [{ name: 'image.png', type: 'image/png', bytes: png(24, 24, [200, 40, 40]) }]);
  await clerk.locator('[data-attachment]').nth(1).waitFor();
  await clerk.waitForFunction(() => (document.querySelector('[name=body_html]').value.match(/asset:/g) ?? []).length === 2);

  // A file that is no picture is refused by its content, in words, and nothing else is lost.
  await paste(clerk, { 'text/html': '<p>下图</p><img src="file:///tmp/a.png">' }, [{ name: 'image.png', type: 'image/png', bytes: Buffer.from('MZ no picture at all') }]);
  await clerk.locator('.ProseMirror .picture-missing', { hasText: '此处图片未能带入' }).nth(1).waitFor();
  html = await body(clerk);
  assert.equal(html.match(/asset:/g).length, 2, html);
  assert.ok(html.includes('下图'), html);

  // Without a title the form comes back: the pictures are still in it and are still seen.
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.locator('#errors').waitFor();
  await clerk.locator('.ProseMirror img').nth(1).waitFor();
  assert.deepEqual(await clerk.locator('.ProseMirror img').evaluateAll((all) => all.map((one) => one.naturalWidth)), [30, 24]);
  assert.deepEqual(clerk.faults, []);
});

test('article 19: cells of a WPS sheet; pictures known by their size; a picture let fall on the text', { timeout: 90_000 }, async () => {
  const clerk = await writer(district);
  const sheet = readFileSync(new URL('./clipboard/sheet.html', import.meta.url), 'utf8');
  // A sheet also puts a picture of itself on the clipboard: the cells are wanted, not the picture.
  await paste(clerk, { 'text/html': sheet, 'text/plain': '社区食堂一览' }, [{ name: 'image.png', type: 'image/png', bytes: lawn }]);
  assert.equal(await body(clerk), '<table><caption>社区食堂一览</caption><thead><tr><th scope="col">名称</th><th scope="col">地址</th><th scope="col">2026</th></tr></thead><tbody><tr><td>东苑食堂</td><td>东苑路 8 号</td><td>1,260</td></tr></tbody></table>');

  await clerk.keyboard.press('Control+End');
  const local = (width, height) => `<p><img width=${width} height=${height} src="file:///C:/t/${width}.png"></p>`;
  // The RTF holds one picture more than the HTML; each is 96 by 64 pixels there.
  await paste(clerk, { 'text/html': `${local(96, 64)}${local(300, 200)}`, 'text/rtf': rtf([entrance, null, null]), 'text/plain': '' });
  await clerk.locator('.editor__notice', { hasText: '已带入 1 张图片' }).waitFor();
  let html = await body(clerk);
  assert.equal(html.match(/<img src="asset:/g).length, 1, html);
  assert.ok(html.includes('剪贴板里没有图片内容'), html);

  await clerk.evaluate(([text]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))], '现场.png', { type: 'image/png' }));
    const area = document.querySelector('.ProseMirror');
    const box = area.getBoundingClientRect();
    area.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true, clientX: box.left + 40, clientY: box.top + 20 }));
  }, [png(50, 50, [90, 20, 90]).toString('base64')]);
  await clerk.waitForFunction(() => document.querySelector('[name=body_html]').value.match(/<img src="asset:/g)?.length === 2);
  html = await body(clerk);
  assert.equal(await clerk.locator('[data-attachment]').count(), 2);
  assert.deepEqual(clerk.faults, []);
});
