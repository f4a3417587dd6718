// Draws every kind of public page in every view for docs/screenshots/face: scripts/screenshots.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { start } from './district.mjs';
import { kinds, visitor, ways } from './public_kinds.mjs';

const folder = new URL('../../docs/screenshots/face/', import.meta.url).pathname;
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const district = await start();
const pages = Object.entries(await kinds(district));

// The top of a page, at most one and a half screens of it, as WebP: JPEG would be three times as large.
async function draw(page, name) {
  const { width } = page.viewportSize();
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  const session = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, width, height: Math.min(whole, width < 600 ? 1500 : 1600), scale: 1 };
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 36, clip, captureBeyondViewport: true });
  writeFileSync(join(folder, `${name}-${width}.webp`), Buffer.from(data, 'base64'));
  await session.detach();
}

for (const [way, switches] of Object.entries(ways)) {
  for (const width of [1440, 390]) {
    const page = await visitor(district, width, switches);
    for (const [name, path] of pages) {
      await page.goto(district.visitors + path);
      await page.waitForLoadState('networkidle');
      await draw(page, `${name}-${way}`);
    }
    await page.context().close();
  }
}

const rows = pages.map(([name]) => `| ${name} | ${Object.keys(ways).map((way) => [1440, 390].map((width) => `[${width}](${name}-${way}-${width}.webp)`).join(' ')).join(' | ')} |`);
const head = ['page', ...Object.keys(ways)];
writeFileSync(join(folder, 'README.md'), `# The public face\n\nEvery kind of public page in every view, at 1440 and 390 px, drawn by \`scripts/screenshots\` from a new demo district.\n\n| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}\n${rows.join('\n')}\n`);
await district.stop();
