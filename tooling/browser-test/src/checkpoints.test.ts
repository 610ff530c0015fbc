import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from './app.js';
import { openProfile, type ProfileBrowser } from './open-profile.js';
import { type Server, serveFolder } from './serve-folder.js';
import { setUpPage } from './set-up-page.js';

const { folder } = setUpPage();
/** Always at the same address, to which a browser binds what a page stores. */
let server: Server;
const profile = mkdtempSync(join(tmpdir(), 'tidegate-profile-'));

beforeAll(async () => {
  server = await serveFolder(join(folder, 'dist'));
});

afterAll(async () => {
  await server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

async function openPage({ context }: Pick<ProfileBrowser, 'context'>): Promise<Page> {
  const page = await context.newPage();
  await page.goto(server.url);
  return page;
}

/** Calls what the page put into its global scope. */
function call<Name extends keyof App>(page: Page, name: Name, argument: Parameters<App[Name]>[0]): Promise<Awaited<ReturnType<App[Name]>>> {
  return page.evaluate(
    ([method, given]) => (globalThis as unknown as { app: Record<string, (argument: unknown) => never> }).app[method]?.(given) as never,
    [name, argument] as const,
  );
}

/** The page has logged a line. */
const logged = (page: Page, line: string) =>
  page.waitForEvent('console', { predicate: (message) => message.text() === line, timeout: 60_000 });

/** Of a page that ends in the middle of what it was asked. */
const ignored = () => undefined;

describe('in a browser that stays', () => {
  let browser: ProfileBrowser;
  beforeAll(async () => {
    browser = await openProfile(join(profile, 'stays'));
  });
  afterAll(() => browser.kill());

  it('a training whose page is loaded anew goes on to the same weights, bit for bit', { timeout: 120_000 }, async () => {
    const page = await openPage(browser);
    const whole = await call(page, 'trainOn', { database: 'whole', steps: 60 });
    expect(whole.from).toBeNull();
    const step17 = logged(page, 'step 17');
    call(page, 'trainOn', { database: 'interrupted', steps: 60 }).catch(ignored);
    await step17;
    await page.reload();
    const resumed = await call(page, 'trainOn', { database: 'interrupted', steps: 60 });
    expect(resumed.from).toMatch(/^step-000000(15|[2-5][05])$/);
    expect(resumed.weights).toEqual(whole.weights);
    expect(resumed.weights.length).toBeGreaterThan(200);
  });

  it('a page that is closed in the middle of a write leaves the checkpoint before, or the whole new one', { timeout: 60_000 }, async () => {
    const page = await openPage(browser);
    await call(page, 'writeMarked', { database: 'closed', marks: [1], megabytes: 8 });
    const other = await openPage(browser);
    const written = logged(other, 'written 3');
    call(other, 'writeMarked', { database: 'closed', marks: [2, 3, 4, 5, 6, 7, 8, 9], megabytes: 8 }).catch(ignored);
    await written;
    await other.close();
    const { marked } = await call(page, 'readMarked', 'closed');
    expect(marked).toBeGreaterThanOrEqual(3);
  });

  it('two pages may write at once: what is read is whole, and of one of them', { timeout: 60_000 }, async () => {
    const first = await openPage(browser);
    const second = await openPage(browser);
    const writing = [
      call(first, 'writeMarked', { database: 'shared', marks: [1, 3, 5, 7, 9], megabytes: 2 }),
      call(second, 'writeMarked', { database: 'shared', marks: [2, 4, 6, 8, 10], megabytes: 2 }),
    ];
    await Promise.all(writing);
    const marks = await Promise.all([first, second].map((page) => call(page, 'readMarked', 'shared')));
    expect([9, 10]).toContain(marks[0]?.marked);
    expect(marks[1]).toEqual(marks[0]);
  });
});

it('a browser that is killed in the middle of a write has all that it said was written, and nothing by half', {
  timeout: 120_000,
}, async () => {
  let last = 0;
  // Further from the first write each time, so that different moments of one are met.
  for (const wait of [0, 25, 60, 110]) {
    const killed = await openProfile(join(profile, 'killed'));
    const page = await openPage(killed);
    if (last > 0) expect((await call(page, 'readMarked', 'killed')).marked).toBeGreaterThanOrEqual(last);
    page.on('console', (message) => {
      last = Number(/^written (\d+)$/.exec(message.text())?.[1] ?? last);
    });
    const marks = Array.from({ length: 40 }, (_, index) => last + 1 + index);
    const second = logged(page, `written ${last + 2}`);
    call(page, 'writeMarked', { database: 'killed', marks, megabytes: 4 }).catch(ignored);
    await second;
    await new Promise((resolve) => setTimeout(resolve, wait));
    await killed.kill();
  }
  const again = await openProfile(join(profile, 'killed'));
  const page = await openPage(again);
  const { marked } = await call(page, 'readMarked', 'killed');
  expect(marked).toBeGreaterThanOrEqual(last);
  expect(last).toBeGreaterThanOrEqual(8);
  await again.kill();
});

it('a page that gets no more room says so, and keeps what it has', { timeout: 60_000 }, async () => {
  const browser = await openProfile(join(profile, 'full'));
  const page = await openPage(browser);
  // Before the first write: Chromium remembers for a while how much room there was.
  const session = await browser.context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 6e6 });
  await call(page, 'writeMarked', { database: 'full', marks: [1], megabytes: 1 });
  await expect(call(page, 'writeNoise', { database: 'full', megabytes: 20 })).rejects.toThrow(
    'full/noise: cannot be written (the browser gives this page no more room; keep fewer checkpoints',
  );
  expect(await call(page, 'readMarked', 'full')).toEqual({ marked: 1 });
  await browser.kill();
});
