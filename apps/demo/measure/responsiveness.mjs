#!/usr/bin/env node
/**
 * Presses a key in each page while its network learns, again and again, and says how long the page took to answer, and how far its frames
 * were apart.
 *
 * Usage: responsiveness.mjs [SECONDS] [PAGE ...]
 */
import { openSite } from './open-site.mjs';
import { scenes } from './scenes.mjs';

const [seconds = '20', ...named] = process.argv.slice(2);
const pages = Object.entries(scenes).filter(([name, { learn }]) => learn && (named.length === 0 || named.includes(name)));
const site = await openSite();

/** Runs in the page: what the browser itself measures from an input to the next frame, and the time between frames. */
function watch() {
  const found = { inputs: /** @type {number[]} */ ([]), frames: /** @type {number[]} */ ([]) };
  Object.assign(globalThis, { found });
  addEventListener('keydown', (event) => {
    // From when the key was pressed until the page has answered and painted.
    requestAnimationFrame(() => setTimeout(() => found.inputs.push(performance.now() - event.timeStamp)));
  });
  let last = performance.now();
  const frame = () => {
    const now = performance.now();
    found.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** @param {number[]} values @param {number} share */
const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

try {
  for (const [name, { path, learn }] of pages) {
    const page = await site.browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en' });
    await page.goto(new URL(path, site.address).href);
    await learn?.(page);
    await page.evaluate(watch);
    for (let pressed = 0; pressed < Number(seconds) * 4; pressed++) {
      await page.keyboard.press('Tab');
      await page.waitForTimeout(250);
    }
    const { inputs, frames } = await page.evaluate(() => /** @type {any} */ (globalThis).found);
    console.log(
      `${name}: ${inputs.length} keys answered in ${quantile(inputs, 0.5).toFixed(0)} ms (median), ${quantile(inputs, 0.95).toFixed(0)} (95 of 100), ` +
        `${Math.max(...inputs).toFixed(0)} (longest); ${(frames.length / Number(seconds)).toFixed(0)} frames a second, longest gap ${Math.max(...frames).toFixed(0)} ms`,
    );
    await page.close();
  }
} finally {
  await site.close();
}
