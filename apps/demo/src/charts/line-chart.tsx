import { Chart } from './chart.js';

export interface LineSeries {
  readonly name: string;
  /** A colour of the style sheet, such as `var(--series-1)`. */
  readonly colour: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface LineChartProps {
  readonly label: string;
  readonly height?: number;
  readonly series: readonly LineSeries[];
  readonly xTitle: string;
  readonly yTitle: string;
  /** Whether each grid line is ten times the one below. */
  readonly logarithmic?: boolean;
  /** The ends of the vertical axis; default: those of the data. */
  readonly yRange?: readonly [number, number];
}

/** Curves over a common horizontal axis, with the value under the pointer. */
export function LineChart({ label, height = 220, series, xTitle, yTitle, logarithmic = false, yRange }: LineChartProps) {
  return (
    <Chart
      label={label}
      height={height}
      data={[series, logarithmic, yRange, xTitle, yTitle]}
      draw={(plot, size) => {
        const rows = series.flatMap(({ name, points }) => points.map((point) => ({ ...point, name })));
        return plot.plot({
          ...size,
          marginLeft: 52,
          x: { label: xTitle, ticks: Math.max(2, Math.floor(size.width / 90)) },
          y: { label: yTitle, type: logarithmic ? 'log' : 'linear', ticks: 5, ...(yRange && { domain: [...yRange] }), nice: !yRange },
          color: { domain: series.map(({ name }) => name), range: series.map(({ colour }) => colour), legend: false },
          marks: [
            plot.gridY({ strokeOpacity: 0.15 }),
            plot.line(rows, { x: 'x', y: 'y', stroke: 'name', strokeWidth: 2 }),
            plot.tip(rows, plot.pointerX({ x: 'x', y: 'y', stroke: 'name' })),
          ],
        });
      }}
    />
  );
}
