import { type Browser, chromium } from 'playwright-core';

/** Where Debian's package puts it. */
export const executablePath = process.env.TIDEGATE_CHROMIUM ?? '/usr/bin/chromium';

/** Nothing that reaches out into the network, and nothing that a machine without a screen lacks. */
export const flags = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium without a window and with an empty profile. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags });
}
