/** How values become heights. */
export interface Scale {
  readonly least: number;
  readonly greatest: number;
  readonly isLogarithmic: boolean;
}

/** From this ratio of the greatest value to the least, a scale is logarithmic. */
const wideRatio = 20;

/** The scale on which values fill a chart. */
export function scaleOf(values: readonly number[]): Scale {
  const least = Math.min(...values);
  const greatest = Math.max(...values);
  return { least, greatest, isLogarithmic: least > 0 && greatest / least >= wideRatio };
}

/** From 0 to 1; a value among others like it lies in the middle. */
function heightOf(value: number, { least, greatest, isLogarithmic }: Scale): number {
  if (least === greatest) return 0.5;
  return isLogarithmic ? Math.log(value / least) / Math.log(greatest / least) : (value - least) / (greatest - least);
}

const blocks = [...'▁▂▃▄▅▆▇█'];

/** A column of one line for each value. */
export function sparkline(values: readonly number[]): string {
  const scale = scaleOf(values);
  return values.map((value) => blocks[Math.min(blocks.length - 1, Math.floor(blocks.length * heightOf(value, scale)))]).join('');
}

/** The dots of a character of Braille from the lowest to the highest, on its left and on its right, as bits above U+2800. */
const dots = [
  [0x40, 0x04, 0x02, 0x01],
  [0x80, 0x20, 0x10, 0x08],
] as const;
const firstBraille = 0x2800;

/**
 * A curve in lines of Braille: two values a character, four heights a line.
 *
 * @returns the lines, the highest first
 */
export function lineChart(values: readonly number[], lines: number): string[] {
  const scale = scaleOf(values);
  const heights = values.map((value) => Math.round((4 * lines - 1) * heightOf(value, scale)));
  const cells = Array.from({ length: lines }, () => new Uint8Array(Math.ceil(values.length / 2)));
  for (const [index, height] of heights.entries()) {
    // Upright, to where the curve was, so that it has no gaps.
    const before = heights[index - 1] ?? height;
    const [low, high] = before < height ? [before + 1, height] : [height, Math.max(height, before - 1)];
    for (let dot = low; dot <= high; dot++) {
      const line = cells[lines - 1 - (dot >> 2)] as Uint8Array;
      line[index >> 1] = (line[index >> 1] as number) | (dots[(index & 1) as 0 | 1][dot & 3] as number);
    }
  }
  return cells.map((line) => String.fromCharCode(...Array.from(line, (bits) => firstBraille + bits)));
}
