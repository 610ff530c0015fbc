import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** Where Debian's package puts it. */
const executablePath = process.env.TIDEGATE_CHROMIUM ?? '/usr/bin/chromium';
const args = ['--no-sandbox', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--disable-background-networking'];

/** Starts the real browser that the tests click in, with a GPU in software. */
export function launchBrowser(options: Pick<LaunchOptions, 'proxy'> = {}): Promise<Browser> {
  return chromium.launch({ executablePath, args, ...options });
}
