// The figures of docs/face.md: scripts/face-proof.
import { spawnSync } from 'node:child_process';
import { get } from 'node:http';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { start } from './district.mjs';
import { kinds, ways } from './public_kinds.mjs';

const tools = new URL('../../target/face/node_modules/', import.meta.url).pathname;
const district = await start();
const pages = await kinds(district);

const raw = (url, headers = {}) => new Promise((resolve, reject) => get(url, { headers }, (answer) => {
  const parts = [];
  answer.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts))).on('error', reject);
}).on('error', reject));

// Every page of the site map and every kind of page, in every view, through the validator.
async function validate() {
  const map = (await raw(`${district.visitors}/sitemap.xml`)).toString();
  const all = [...map.matchAll(/<loc>([^<]+)/g)].map((found) => new URL(found[1]).pathname).concat(Object.values(pages));
  const folder = mkdtempSync(join(district.folder, 'pages-'));
  const names = new Map();
  for (const [way, switches] of Object.entries(ways)) {
    for (const path of all) {
      const file = `${names.size}.html`;
      names.set(file, `${path} (${way})`);
      writeFileSync(join(folder, file), await raw(district.visitors + encodeURI(decodeURI(path)), { cookie: `view=${switches.join('.')}` }));
    }
  }
  const jar = join(tools, 'vnu-jar/build/dist/vnu.jar');
  const run = spawnSync('java', ['-Xss4m', '-jar', jar, '--errors-only', '--format', 'json', '--skip-non-html', folder], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const errors = JSON.parse(run.stderr).messages;
  for (const one of errors.slice(0, 20)) console.log(`- ${names.get(one.url.split('/').at(-1))}: ${one.message}`);
  console.log(`W3C validator (vnu): ${names.size} pages, ${errors.length} errors\n`);
}

// What a first visit transfers without pictures: page, style, script, each as compressed as Chromium takes it.
async function weigh() {
  const packed = { 'accept-encoding': 'br, gzip' };
  console.log('| page | kB without images | of it the page |\n| --- | --- | --- |');
  for (const [name, path] of Object.entries(pages)) {
    const html = (await raw(district.visitors + path)).toString();
    const own = (await raw(district.visitors + path, packed)).length;
    const parts = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map((found) => found[1]);
    const sizes = await Promise.all(parts.map(async (part) => (await raw(district.visitors + part, packed)).length));
    const sum = sizes.reduce((all, one) => all + one, own);
    console.log(`| ${name} | ${(sum / 1000).toFixed(1)} | ${(own / 1000).toFixed(1)} |`);
  }
}

function lighthouse() {
  console.log('\n| page | performance | accessibility | best practices | SEO |\n| --- | --- | --- | --- | --- |');
  const flags = '--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync';
  const asked = { home: '/', column: pages.list, document: pages.notice, policy: pages.policy, search: '/search', unit: pages.unit, 'write a letter': pages['mailbox-new'], service: pages.guide, services: pages.services, disclosure: pages.disclosure };
  mkdirSync(join(district.folder, 'reports'), { recursive: true });
  for (const [name, path] of Object.entries(asked)) {
    const report = join(district.folder, 'reports', 'report.json');
    const cli = join(tools, 'lighthouse/cli/index.js');
    spawnSync('node', [cli, district.visitors + path, '--quiet', '--output=json', `--output-path=${report}`, `--chrome-flags=${flags}`], { env: { ...process.env, CHROME_PATH: '/usr/bin/chromium' }, encoding: 'utf8', timeout: 180_000 });
    const { categories, audits } = JSON.parse(readFileSync(report, 'utf8'));
    const score = (category) => Math.round(categories[category].score * 100);
    console.log(`| ${name} | ${['performance', 'accessibility', 'best-practices', 'seo'].map(score).join(' | ')} |`);
    for (const category of ['accessibility', 'best-practices', 'seo']) {
      for (const { id, weight } of categories[category].auditRefs) if (weight && audits[id].score !== null && audits[id].score < 1) console.log(`  ${category}: ${id}`);
    }
  }
}

await validate();
await weigh();
lighthouse();
await district.stop();
