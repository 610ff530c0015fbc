import { type ChildProcess, spawn } from 'node:child_process';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { executablePath, flags } from './open-browser.js';

/** A browser that keeps what its pages store in a folder, and can be killed. */
export interface ProfileBrowser {
  readonly context: BrowserContext;
  /** Ends it at once, as a loss of power would end it. */
  kill(): Promise<void>;
}

/** Starts Chromium on a folder of its own, which may be that of a browser that was killed. */
export async function openProfile(folder: string): Promise<ProfileBrowser> {
  const args = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${folder}`, ...flags, 'about:blank'];
  const process = spawn(executablePath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => process.once('exit', () => resolve()));
  const browser: Browser = await chromium.connectOverCDP(await addressOf(process));
  return {
    context: browser.contexts()[0] as BrowserContext,
    async kill() {
      process.kill('SIGKILL');
      await ended;
    },
  };
}

/** Chromium says where it listens once it does. */
function addressOf(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = /DevTools listening on (\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    process.once('exit', () => reject(new Error(`Chromium ended: ${said}`)));
  });
}
