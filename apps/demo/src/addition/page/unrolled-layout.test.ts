import { describe, expect, it } from 'vitest';
import { cellHeight, cellWidth, layOutUnrolled, tilesOf } from './unrolled-layout.js';

describe('layOutUnrolled', () => {
  it('goes from right to left, and from the numbers below to the answer on top', () => {
    const layout = layOutUnrolled({ steps: 4, layers: 3, labelWidth: 64 });
    expect(layout.columnX(1)).toBeLessThan(layout.columnX(0));
    expect(layout.gapX(0)).toBe((layout.columnX(0) + layout.columnX(1)) / 2);
    expect(layout.columnX(3) - cellWidth / 2).toBeGreaterThan(0);
    expect(layout.columnX(0) + cellWidth / 2).toBeLessThan(layout.labelX);
    const { placeY, answerY, probabilityY, layerY, carryY, firstY, secondY, height } = layout;
    const downwards = [placeY, answerY, probabilityY, layerY(2), layerY(1), layerY(0), carryY, firstY, secondY, height];
    expect(downwards).toEqual([...downwards].sort((a, b) => a - b));
    expect(layerY(0) - layerY(1)).toBeGreaterThan(cellHeight);
  });
});

describe('tilesOf', () => {
  it.each([1, 2, 5, 20, 64])('puts %i units into a cell, none over another', (units) => {
    const { width, height, at } = tilesOf(units);
    const places = Array.from({ length: units }, (_, unit) => at(unit));
    for (const { x, y } of places) {
      expect(x + width).toBeLessThanOrEqual(cellWidth + 1e-9);
      expect(y + height).toBeLessThanOrEqual(cellHeight + 1e-9);
    }
    expect(new Set(places.map(({ x, y }) => `${x},${y}`)).size).toBe(units);
  });
});
