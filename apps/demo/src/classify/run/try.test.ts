import { createWasmBackend } from '@tidegate/backend-wasm';
import { useBackend } from '@tidegate/core';
import { it } from 'vitest';
import { samples } from '../samples/samples.js';
import type { RunOrder } from './order.js';
import { createSession } from './session.js';

it('tries', { timeout: 300_000 }, async () => {
  await useBackend([createWasmBackend({ threads: 1 })]);
  const session = createSession();
  for (const name of ['english', 'chinese'] as const) {
    const t = performance.now();
    const s = samples[name].sentences();
    console.log(name, s.length, 'made in', performance.now() - t);
    for (let i = 0; i < s.length; i += 400) console.log(s[i]!.label, '|', s[i]!.text);
    for (const network of ['textRnn', 'rcnn'] as const)
      for (const units of [100]) {
        const order: RunOrder = {
          data: { kind: 'sample', name },
          tokenizer: samples[name].tokenizer as 'words',
          network,
          units,
          epochs: network === 'rcnn' ? 8 : 15,
          seed: 0,
        };
        const t0 = performance.now();
        const start = await session.prepare(order);
        const t1 = performance.now();
        const acc: string[] = [];
        const result = await session.learn({ onProgress() {}, onPause() {}, onMeasured: ({ accuracy }) => acc.push(accuracy.toFixed(2)) });
        const t2 = performance.now();
        console.log(
          name,
          network,
          units,
          `prepare ${Math.round(t1 - t0)} learn ${Math.round(t2 - t1)} ms`,
          JSON.stringify(start).slice(0, 400),
          acc.join(' '),
          JSON.stringify((result as any).value.confusion),
        );
        const t3 = performance.now();
        await session.explain('Can I book a cold table near the light ?');
        const t4 = performance.now();
        const e = await session.explain('Can I book a cold table near the light ?');
        console.log(
          'explain',
          t4 - t3,
          performance.now() - t4,
          e?.tokens.map(({ text }, i) => `${text}:${e.contributions[i]!.toFixed(2)}`).join(' '),
        );
      }
  }
});
