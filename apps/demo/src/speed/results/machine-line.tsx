import { FigureRow } from '../../controls/figure-row.js';
import { systemNames } from '../bench-names.js';
import type { Started } from '../timing/outcome.js';
import { speedWords } from '../words.js';
import { browserName } from './browser-name.js';
import { gpu } from './gpu.js';

/** What the figures hang on, each under its name; all that a reader of them wants to know. */
export function machineFigures({ ours, stock }: Started): readonly { readonly name: string; readonly value: string }[] {
  const words = speedWords();
  return [
    { name: words.browser, value: browserName(navigator.userAgent) ?? navigator.userAgent },
    { name: words.cores, value: String(navigator.hardwareConcurrency) },
    { name: words.isolated, value: crossOriginIsolated ? words.yes : words.no },
    { name: words.gpu, value: ours?.adapter ?? gpu.value ?? words.no },
    ...systemNames.flatMap((system) => {
      const count = { ours, stock }[system]?.threads;
      return count === undefined ? [] : [{ name: words.usedThreads(words[system]), value: String(count) }];
    }),
  ];
}

export function MachineLine({ started }: { readonly started: Started }) {
  return (
    <div class="machine">
      <FigureRow figures={machineFigures(started)} />
    </div>
  );
}
