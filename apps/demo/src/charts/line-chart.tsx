import { formatNumber } from '../language/language.js';
import { Chart } from './chart.js';
import type { CurvePoint } from './curve.js';
import { decadesOf } from './decades.js';

export interface LineSeries {
  readonly name: string;
  /** A colour of the style sheet, such as `var(--series-1)`. */
  readonly colour: string;
  readonly points: readonly CurvePoint[];
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
  /** How a value of the vertical axis is written; default: as a number. */
  readonly yText?: (value: number) => string;
}

/** Curves over a common horizontal axis that counts something, with the value under the pointer; where there are several, they are named above it. */
export function LineChart({
  label,
  height = 220,
  series,
  xTitle,
  yTitle,
  logarithmic = false,
  yRange,
  yText = (value) => formatNumber(value, { maximumSignificantDigits: 3 }),
}: LineChartProps) {
  return (
    <div>
      {series.length > 1 && (
        <ul class="series-names">
          {series.map(({ name, colour }) => (
            <li key={name}>
              <span class="series-line" style={{ background: colour }} />
              {name}
            </li>
          ))}
        </ul>
      )}
      <Chart
        label={label}
        height={height}
        data={[series, logarithmic, yRange?.[0], yRange?.[1], xTitle, yTitle]}
        draw={(plot, size) => {
          // What is 0 has no place on a logarithmic axis.
          const rows = series.flatMap(({ name, points }) =>
            points.filter(({ y }) => !logarithmic || y > 0).map((point) => ({ ...point, name })),
          );
          const decades = logarithmic ? decadesOf(rows.map(({ y }) => y)) : undefined;
          const domain = yRange ?? (decades && [decades.at(0), decades.at(-1)]);
          const ticks = decades?.filter((_, index) => index % Math.ceil(decades.length / 8) === 0) ?? 5;
          return plot.plot({
            ...size,
            marginLeft: 52,
            x: {
              label: xTitle,
              ticks: Math.max(2, Math.floor(size.width / 90)),
              tickFormat: (value: number) => (Number.isInteger(value) ? formatNumber(value) : ''),
            },
            y: {
              label: yTitle,
              type: logarithmic ? 'log' : 'linear',
              ticks,
              tickFormat: yText,
              ...(domain && { domain: [...domain] }),
              nice: !domain,
            },
            color: { domain: series.map(({ name }) => name), range: series.map(({ colour }) => colour), legend: false },
            marks: [
              plot.gridY({ strokeOpacity: 0.15, ticks }),
              plot.line(rows, { x: 'x', y: 'y', stroke: 'name', strokeWidth: 2 }),
              plot.tip(
                rows,
                plot.pointerX({
                  x: 'x',
                  y: 'y',
                  stroke: 'name',
                  format: { x: (value: number) => formatNumber(value), y: yText, stroke: series.length > 1 },
                }),
              ),
            ],
          });
        }}
      />
    </div>
  );
}
