import { useEffect, useRef, useState } from 'preact/hooks';
import { Message } from '../controls/message.js';
import { isDark } from '../shell/theme.js';
import { shellWords } from '../shell/words.js';

export type Plot = typeof import('./plot.js');

export interface ChartProps {
  /** What a screen reader says in the place of the picture: what is drawn, and what it shows. */
  readonly label: string;
  /** Pixels. */
  readonly height: number;
  /** Draws it; called again when the width or `data` changes. */
  readonly draw: (plot: Plot, size: { readonly width: number; readonly height: number }) => Element;
  /** What the drawing hangs on: it is made anew when one of these is another. */
  readonly data: readonly unknown[];
}

/** A chart rests for this many times as long as it took to draw: figures come faster than a slow machine draws. */
const rest = 5;

/** A chart as wide as its place. The chart library is loaded with the first one. */
export function Chart({ label, height, draw, data }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [plot, setPlot] = useState<Plot>();
  const [hasFailed, setFailed] = useState(false);
  const [width, setWidth] = useState(0);
  const nextPaint = useRef(0);
  // Some colours are mixed when the chart is drawn.
  const appearance = isDark.value;

  useEffect(() => {
    let isHere = true;
    void import('./plot.js').then(
      (loaded) => isHere && setPlot(loaded),
      () => isHere && setFailed(true),
    );
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(place.current as HTMLDivElement);
    return () => {
      isHere = false;
      observer.disconnect();
    };
  }, []);

  useEffect(() => {
    if (!plot || width === 0) return undefined;
    const paint = (): void => {
      const start = performance.now();
      const drawing = draw(plot, { width, height });
      // The label says it all; the library's own names for its parts say nothing to a screen reader.
      drawing.setAttribute('aria-hidden', 'true');
      place.current?.replaceChildren(drawing);
      const end = performance.now();
      nextPaint.current = end + rest * (end - start);
    };
    // A task of its own, so that input comes between two charts.
    const timer = setTimeout(paint, Math.max(0, nextPaint.current - performance.now()));
    return () => clearTimeout(timer);
  }, [plot, width, height, appearance, ...data]);

  if (hasFailed) return <Message kind="error">{shellWords().noChart}</Message>;
  return <div ref={place} class="chart" role="img" aria-label={label} style={{ minHeight: `${height}px` }} />;
}
