import type { Browser, BrowserContext, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { builtPages } from '../testing/built-pages.js';
import { launchBrowser } from '../testing/launch-browser.js';
import { type RecordProxy, startRecordProxy } from '../testing/record-proxy.js';
import { type ServedSite, serveSite } from '../testing/serve-site.js';

let proxy: RecordProxy;
let site: ServedSite;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  [proxy, site] = await Promise.all([startRecordProxy(), serveSite(inject('site'), { isolated: false })]);
  browser = await launchBrowser({ proxy: { server: proxy.address, bypass: '127.0.0.1' } });
  context = await browser.newContext({ locale: 'en' });
});
afterAll(async () => {
  await browser.close();
  await Promise.all([proxy.close(), site.close()]);
});

const elsewhere = 'http://elsewhere.test/';
const ofElsewhere = (): string[] => proxy.asked.filter((request) => request.includes('elsewhere.test'));
const ask = (url: string): Promise<string> =>
  fetch(url, { mode: 'no-cors' }).then(
    () => 'asked',
    () => 'refused',
  );

it('no page asks anything of another host, nor do its workers', { timeout: 60_000 }, async () => {
  const page = await context.newPage();
  for (const path of builtPages(inject('site'))) {
    await page.goto(new URL(path, site.address).href);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForLoadState('networkidle');
  }
  expect(proxy.asked).toEqual([]);
});

it('the policy of the pages forbids it, to their workers too', { timeout: 60_000 }, async () => {
  const page = await context.newPage();
  await page.goto(new URL('speed/?cases=adder&backend=cpu', site.address).href);
  expect(await page.evaluate(ask, elsewhere)).toBe('refused');
  const opened = page.waitForEvent('worker');
  await page.getByRole('button', { name: 'Run' }).click();
  expect(await (await opened).evaluate(ask, elsewhere)).toBe('refused');
  expect(ofElsewhere()).toEqual([]);

  // Without a policy the same request gets as far as the proxy.
  const free = await context.newPage();
  await free.goto(new URL('manifest.webmanifest', site.address).href);
  await free.evaluate(ask, elsewhere);
  expect(ofElsewhere()).toEqual([`GET ${elsewhere}`]);
});

it('systems can install the site as an app', async () => {
  const page = await context.newPage();
  await page.goto(site.address);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const session: CDPSession = await context.newCDPSession(page);
  const { errors, url } = await session.send('Page.getAppManifest');
  expect(url).toBe(`${site.address}manifest.webmanifest`);
  expect(errors).toEqual([]);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A context of the tests is a private window to the browser, where nothing can be installed.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  for (const size of [192, 512]) {
    const picture = await page.evaluate(async (name) => {
      const { width, height } = await createImageBitmap(await (await fetch(name)).blob());
      return { width, height };
    }, `icon-${size}.png`);
    expect(picture).toEqual({ width: size, height: size });
  }
});
