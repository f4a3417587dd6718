// Starts the built portal's demo district once for a test file, and Chromium beside it.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const root = new URL('../../', import.meta.url).pathname;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
export const binary = process.env.WEIYANG_BIN ?? join(target, 'debug/weiyang');
export const output = join(root, 'acceptance/browser/output');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=zh-CN'];

export async function start() {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: cargo build -p weiyang --features test-control`);
  mkdirSync(output, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'weiyang-browser-'));
  const process_ = spawn(binary, ['demo', '--data', join(folder, 'data'), '--public', '127.0.0.1:0', '--console', '127.0.0.1:0'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  const [visitors, staff] = await new Promise((resolve, reject) => {
    let text = '';
    const late = setTimeout(() => reject(new Error(`the district did not start: ${text}`)), 120_000);
    process_.stdout.on('data', (chunk) => {
      text += chunk;
      const found = text.match(/http:\/\/[\d.:]+/g) ?? [];
      if (found.length >= 2) { clearTimeout(late); resolve(found); }
    });
  });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
  const stop = async () => {
    await browser.close();
    process_.kill();
    await new Promise((done) => process_.once('exit', done));
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, visitors, staff, browser, stop };
}

// A page that remembers what it must not do: console errors, requests that leave the machine.
export async function open(district, width = 1440, options = {}) {
  const context = await district.browser.newContext({ viewport: { width, height: width < 600 ? 844 : 1000 }, locale: 'zh-CN', ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on('console', (message) => { if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) page.faults.push(message.text()); });
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('request', (request) => { if (!/^(http:\/\/127\.0\.0\.1:|data:)/.test(request.url())) page.faults.push(`left the machine: ${request.url()}`); });
  return page;
}

export async function violations(page) {
  await page.evaluate(axe);
  // What is laid out late is looked at too.
  await page.evaluate(() => document.querySelectorAll('.blocks').forEach((one) => { one.style.contentVisibility = 'visible'; }));
  // Colours that are on their way from one to another are nobody's colours.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((moving) => moving.finished)));
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false, iframes: false }));
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(' | ')}`);
}

export async function signIn(district, login, width = 1440) {
  const page = await open(district, width);
  await page.goto(`${district.staff}/sign-in`);
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', 'Weiyang-2026');
  await page.click('main button[type=submit]');
  await page.waitForURL(`${district.staff}/`);
  return page;
}
