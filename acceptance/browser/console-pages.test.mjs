// Articles 5, 13, 37: every console page that a role's menu leads to is accessible and without errors.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { output, signIn, start, violations } from './district.mjs';

let district;
before(async () => { district = await start(); });
after(async () => { await district?.stop(); });

const roles = ['mzj.bianji', 'mzj.shenhe', 'menhu.zongbian', 'bmj.shencha', 'xitong.guanli', 'anquan.guanli', 'shenji.guanli', 'dzzwb.yunwei'];

test('article 5: each role walks its own menu', { timeout: 900_000 }, async () => {
  const wrong = [];
  for (const login of roles) {
    const page = await signIn(district, login);
    const links = await page.locator('nav a[href^="/"]').evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href')))]);
    for (const path of [...links, '/account', '/account/notices', '/notices', '/sessions']) {
      const answer = await page.goto(district.staff + path);
      if (answer.status() !== 200) { wrong.push(`${login} ${path}: ${answer.status()}`); continue; }
      wrong.push(...(await violations(page)).map((one) => `${login} ${path}: ${one}`));
      await page.screenshot({ path: `${output}/menu-${login}${path.replaceAll('/', '-')}.png`, fullPage: true });
    }
    wrong.push(...page.faults.map((one) => `${login}: ${one}`));
    await page.context().close();
  }
  assert.deepEqual(wrong, []);
});
