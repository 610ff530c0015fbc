import { createLogUpdate } from 'log-update';
import type { Output } from '../process/output.js';
import { type Curve, createCurve } from './live/curve.js';
import { drawFrame } from './live/frame.js';
import { reflowed } from './live/reflowed.js';
import type { Progress, Reporter, Text } from './reporter.js';

/** Milliseconds from one picture to the next. */
const interval = 80;

/** A picture on a terminal that moves as the work goes on, below the lines that stay. */
export function liveReporter(output: Output): Reporter {
  const { stream, colours } = output;
  const view = createLogUpdate(stream);
  const curves = new Map<string, Curve>();
  let shown: { readonly progress: Progress; readonly lines: readonly string[]; readonly columns: number } | undefined;
  let shownAt = Number.NEGATIVE_INFINITY;

  const draw = (progress: Progress): void => {
    const { columns, rows } = stream;
    // What a narrower window has broken into more lines is more to take away.
    if (shown && shown.columns !== columns) output.write(reflowed(shown.lines, columns));
    const lines = drawFrame({ progress, curves }, { columns, rows }, colours);
    view(lines.join('\n'));
    shown = { progress, lines, columns };
  };
  const hide = (): void => {
    if (!shown) return;
    view.clear();
    shown = undefined;
  };
  const stay = (text: Text): void => {
    const line = text(colours);
    if (line === undefined) return;
    const { progress } = shown ?? {};
    // At once, so that nobody sees the terminal without the picture.
    stream.cork();
    hide();
    output.line(line);
    if (progress) draw(progress);
    stream.uncork();
  };
  return {
    say: stay,
    event: (_name, _fields, text) => stay(text),
    result: (_fields, text) => stay(text),
    wantsProgress: () => performance.now() - shownAt >= interval,
    progress(progress) {
      for (const { name, value } of progress.figures ?? []) {
        const curve = curves.get(name) ?? createCurve();
        curves.set(name, curve);
        curve.add(progress.done, value);
      }
      draw(progress);
      shownAt = performance.now();
    },
    hide,
    close() {
      hide();
      if (shownAt !== Number.NEGATIVE_INFINITY) view.done();
      curves.clear();
      shownAt = Number.NEGATIVE_INFINITY;
    },
  };
}
