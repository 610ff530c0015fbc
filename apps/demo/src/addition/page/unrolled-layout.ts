/** Where the parts of the unrolled network stand, in pixels of the drawing. */
export interface UnrolledLayout {
  readonly width: number;
  readonly height: number;
  /** The middle of a column; the first step is the rightmost. */
  columnX(step: number): number;
  /** The middle between a step and the next. */
  gapX(step: number): number;
  /** Where the names of the rows begin. */
  readonly labelX: number;
  readonly placeY: number;
  readonly answerY: number;
  readonly probabilityY: number;
  /** The middle of a layer; the first reads the numbers and is the lowest. */
  layerY(layer: number): number;
  readonly carryY: number;
  /** The middles of the bits of both numbers. */
  readonly firstY: number;
  readonly secondY: number;
}

/** A cell of the network, and half of what lies between two of them. */
export const cellWidth = 46;
export const cellHeight = 40;
const columnWidth = 78;
const layerGap = 34;
const top = 108;

export function layOutUnrolled({
  steps,
  layers,
  labelWidth,
}: {
  readonly steps: number;
  readonly layers: number;
  readonly labelWidth: number;
}): UnrolledLayout {
  const width = steps * columnWidth + labelWidth;
  const layerY = (layer: number): number => top + cellHeight / 2 + (layers - 1 - layer) * (cellHeight + layerGap);
  const carryY = layerY(0) + cellHeight / 2 + 30;
  const columnX = (step: number): number => width - labelWidth - columnWidth / 2 - step * columnWidth;
  return {
    width,
    height: carryY + 96,
    columnX,
    gapX: (step) => columnX(step) - columnWidth / 2,
    labelX: width - labelWidth + 8,
    placeY: 14,
    answerY: 42,
    probabilityY: 76,
    layerY,
    carryY,
    firstY: carryY + 38,
    secondY: carryY + 70,
  };
}

/** The tiles of a cell, one for each unit: `x` and `y` from its upper left corner. */
export function tilesOf(units: number): {
  readonly width: number;
  readonly height: number;
  readonly at: (unit: number) => { readonly x: number; readonly y: number };
} {
  const columns = Math.min(units, Math.ceil(Math.sqrt((units * cellWidth) / cellHeight)));
  const [width, height] = [cellWidth / columns, cellHeight / Math.ceil(units / columns)];
  return { width, height, at: (unit) => ({ x: (unit % columns) * width, y: Math.floor(unit / columns) * height }) };
}
