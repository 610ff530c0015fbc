import { useMemo } from 'preact/hooks';
import { formatNumber } from '../language/language.js';
import { isDark } from '../shell/theme.js';
import { Chart } from './chart.js';
import { placesThatFit } from './places-that-fit.js';

export interface HeatMapProps {
  readonly label: string;
  /** `values[row][column]`. */
  readonly values: readonly (readonly number[])[];
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
  readonly rowTitle: string;
  readonly columnTitle: string;
  /** Values at and beyond its ends have the strongest colours; default -1 to 1. */
  readonly range?: readonly [number, number];
  /** Pixels of a row; default 18. */
  readonly rowHeight?: number;
  /** A row that is marked. */
  readonly markedRow?: number | undefined;
}

/** Values as colours: blue below the middle of the range, orange above, which no common colour blindness confuses. */
export function HeatMap({
  label,
  values,
  rowNames,
  columnNames,
  rowTitle,
  columnTitle,
  range = [-1, 1],
  rowHeight = 18,
  markedRow,
}: HeatMapProps) {
  // Asking for them makes the browser compute all styles: not at every drawing.
  const colours = useMemo(divergingColours, [isDark.value]);
  return (
    <Chart
      label={label}
      height={values.length * rowHeight + 56}
      data={[values, rowNames, columnNames, range, markedRow]}
      draw={(plot, size) => {
        const cells = values.flatMap((row, index) => row.map((value, column) => ({ row: index, column, value })));
        const place = { x: 'column', y: 'row' } as const;
        return plot.plot({
          ...size,
          marginLeft: 64,
          x: {
            label: columnTitle,
            type: 'band',
            padding: 0.06,
            ticks: placesThatFit(columnNames, size.width - 84),
            tickFormat: (column: number) => columnNames[column] ?? '',
          },
          y: { label: rowTitle, type: 'band', padding: 0.06, tickFormat: (row: number) => rowNames[row] ?? '' },
          color: { type: 'diverging', domain: [...range], pivot: (range[0] + range[1]) / 2, range: colours, clamp: true },
          marks: [
            plot.cell(cells, { ...place, fill: 'value' }),
            ...(markedRow === undefined
              ? []
              : [
                  plot.cell(
                    cells.filter(({ row }) => row === markedRow),
                    { ...place, fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 },
                  ),
                ]),
            plot.tip(
              cells,
              plot.pointer({
                ...place,
                title: ({ row, column, value }) =>
                  `${rowNames[row]}, ${columnNames[column]}: ${formatNumber(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 })}`,
              }),
            ),
          ],
        });
      }}
    />
  );
}

/** The colours of the style sheet, as values that can be mixed. */
function divergingColours(): string[] {
  const style = getComputedStyle(document.documentElement);
  return ['--low', '--middle', '--high'].map((name) => style.getPropertyValue(name).trim());
}
