import { createLogUpdate } from 'log-update';
import type { Output } from '../process/output.js';
import { count } from './figures.js';
import type { Progress, Reporter, Text } from './reporter.js';

/** Milliseconds from one picture to the next. */
const interval = 80;
const barWidth = 24;

/** A line on a terminal that moves as the work goes on, below the lines that stay. */
export function liveReporter(output: Output): Reporter {
  const view = createLogUpdate(output.stream);
  let shownAt = Number.NEGATIVE_INFINITY;
  const isShown = (): boolean => shownAt !== Number.NEGATIVE_INFINITY;
  const stay = (text: Text): void => {
    const line = text(output.colours);
    if (line === undefined) return;
    if (isShown()) view.persist(line);
    else output.line(line);
  };
  return {
    say: stay,
    event: (_name, _fields, text) => stay(text),
    result: (_fields, text) => stay(text),
    wantsProgress: () => performance.now() - shownAt >= interval,
    progress(progress) {
      view(progressLine(progress, output.colours));
      shownAt = performance.now();
    },
    close() {
      if (!isShown()) return;
      view.clear();
      view.done();
      shownAt = Number.NEGATIVE_INFINITY;
    },
  };
}

/** `━━━━━━━━━━━━──────────── 1,000/2,000  loss 0.0129  280 steps/s  3.6s left` */
function progressLine({ done, total, text }: Progress, { cyan, dim }: Output['colours']): string {
  if (total === undefined) return `${count(done)}  ${text}`;
  const filled = Math.min(barWidth, Math.floor((barWidth * done) / total));
  const bar = cyan('━'.repeat(filled)) + dim('─'.repeat(barWidth - filled));
  return `${bar} ${count(done)}/${count(total)}  ${text}`;
}
