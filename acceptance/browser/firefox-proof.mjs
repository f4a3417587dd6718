// Every kind of public page in Firefox ESR, plain and with every switch on: scripts/face-proof.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { start } from './district.mjs';
import { kinds, ways } from './public_kinds.mjs';

const tools = createRequire(new URL('../../target/face/', import.meta.url));
const puppeteer = tools('puppeteer-core');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const district = await start();
const firefox = await puppeteer.launch({ browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true });
const wrong = [];
let looked = 0;

const reachedByTab = async (page) => {
  await page.keyboard.press('Tab');
  return page.evaluate(() => document.activeElement?.getAttribute('href')?.startsWith('#'));
};

async function visit(width, way, pages) {
  const context = await firefox.createBrowserContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => wrong.push(`${page.url()} ${way} ${width}: ${error}`));
  page.on('console', (message) => { if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) wrong.push(`${page.url()} ${way} ${width}: ${message.text()}`); });
  await page.setViewport({ width, height: 900 });
  for (const word of ways[way]) await page.goto(`${district.visitors}/view/${word}/on`);
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(district.visitors + path, { waitUntil: 'domcontentloaded' });
    looked += 1;
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wrong.push(`${name} ${way}: ${over} px to scroll sideways at ${width}`);
    if (!await reachedByTab(page)) wrong.push(`${name} ${way} ${width}: the first Tab is not the skip link`);
    if (way !== 'plain') continue;
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    for (const one of found.violations) wrong.push(`${name} ${way} ${width}: ${one.id}`);
  }
  await context.close();
}

const pages = await kinds(district);
const views = ['plain', 'all'];
for (const way of views) for (const width of [1440, 320]) await visit(width, way, pages);
console.log(`\nFirefox ${await firefox.version()}: ${looked} visits (${Object.keys(pages).length} kinds of pages, views ${views.join(' and ')}, 1440 and 320 px), ${wrong.length} faults`);
for (const one of wrong.slice(0, 40)) console.log(`- ${one}`);
await firefox.close();
await district.stop();
