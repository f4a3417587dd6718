// Visitors come with Chromium 96 (2021) and Firefox 115 ESR: the public styles and scripts use nothing that these lack,
// unless @supports guards it or it stands below as an ornament that nobody misses. Baseline 2021 is what every browser
// had when Chromium 96 came.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import css from '@eslint/css';
import { ESLint } from 'eslint';
import compat from 'eslint-plugin-compat';

// Chromium 96 and Firefox 115 have these; another browser of 2021 had not.
const had = {
  allowProperties: ['accent-color', 'appearance', 'color-scheme', 'outline', 'outline-offset', 'resize', 'user-select', 'orphans'],
  allowPropertyValues: { 'overflow-wrap': ['anywhere'], 'break-after': ['avoid'] },
  allowSelectors: ['focus-visible', 'backdrop'],
  allowMediaConditions: ['forced-colors'],
  allowAtRules: ['page'],
};
// One of them ignores these, and the page only looks a little plainer.
const ornaments = {
  allowProperties: ['text-size-adjust', 'text-autospace', 'text-wrap', 'text-justify', 'widows'],
  allowPropertyValues: { 'font-family': ['ui-monospace'] },
};
const baseline = {
  ...had, available: 2021,
  allowProperties: [...had.allowProperties, ...ornaments.allowProperties],
  allowPropertyValues: { ...had.allowPropertyValues, ...ornaments.allowPropertyValues },
};

const eslint = new ESLint({
  cwd: '/',
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.css'], plugins: { css }, language: 'css/css',
      // Baseline data knows neither nesting without `&` nor `(width < 40rem)`.
      rules: { 'css/use-baseline': ['error', baseline], 'no-restricted-syntax': ['error', 'Rule Rule', 'FeatureRange'] },
    },
    {
      files: ['**/*.js'], plugins: { compat }, languageOptions: { ecmaVersion: 2021, sourceType: 'script' },
      rules: { 'compat/compat': 'error' }, settings: { browsers: ['chrome 96', 'firefox 115'], lintAllEsApis: true },
    },
  ],
});

async function complaints(text, filePath) {
  const [{ messages }] = await eslint.lintText(text, { filePath });
  return messages.map((one) => `${filePath}:${one.line} ${one.message}`);
}

const folder = new URL('../../themes/default/assets/', import.meta.url).pathname;
for (const name of readdirSync(folder, { recursive: true }).filter((name) => /\.(css|js)$/.test(name))) {
  test(`${name} works in Chromium 96 and Firefox 115`, async () => {
    assert.deepEqual(await complaints(readFileSync(folder + name, 'utf8'), `/${name}`), []);
  });
}

test('what old browsers lack is found', async () => {
  const lacking = ['@layer a { b { color: red } }', 'a { b { color: red } }', 'a:has(b) { color: red }', 'a { width: 1dvh }', '@container (min-width: 1px) { a { color: red } }', '@media (width < 40rem) { a { color: red } }', 'a { color: color-mix(in srgb, red, blue) }'];
  for (const text of lacking) assert.notDeepEqual(await complaints(text, '/a.css'), [], text);
  assert.deepEqual(await complaints('@supports selector(:has(a)) { a:has(b) { color: red } }', '/a.css'), []);
  for (const text of ['structuredClone(1);', '[].findLast(Boolean);', 'class A { static {} }']) assert.notDeepEqual(await complaints(text, '/a.js'), [], text);
});
