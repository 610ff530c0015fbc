import { packPanels4 } from '../matrix/pack';
import { combineRows } from './combine-rows';
import { Bank, Problem } from './problem';

/**
 * Transforms tiles of the inputs of one sequence, and packs them as left matrices `[tiles, depth]`, one for each of some points. Steps
 * beyond the sequence count as zeros, whatever stands there.
 *
 * @param spare room for four rows of each point
 */
export function packTiles(
  to: usize,
  pointBytes: usize,
  problem: Problem,
  bank: Bank,
  sequence: i32,
  steps: i32,
  tile: i32,
  tiles: i32,
  point: i32,
  pointCount: i32,
  channel: i32,
  depth: i32,
  spare: usize,
): void {
  const rowBytes = (<usize>depth) << 2;
  for (let first = 0; first < tiles; first += 4) {
    const lanes = min(4, tiles - first);
    for (let at = 0; at < pointCount; at++) {
      const rows = spare + <usize>(at << 2) * rowBytes;
      for (let lane = 0; lane < lanes; lane++) {
        transformTile(rows + <usize>lane * rowBytes, problem, bank, sequence, steps, tile + first + lane, point + at, channel, depth);
      }
      packPanels4(to + <usize>at * pointBytes + <usize>first * rowBytes, rows, lanes, depth, rowBytes, 4);
    }
  }
}

/** One tile of inputs at one point, for some channels. */
export function transformTile(
  to: usize,
  problem: Problem,
  bank: Bank,
  sequence: i32,
  steps: i32,
  tile: i32,
  point: i32,
  channel: i32,
  channels: i32,
): void {
  const points = bank.filtering.points;
  const step = tile * bank.filtering.outputs;
  const stepBytes = (<usize>problem.channels) << 2;
  const from = problem.inputs + <usize>(sequence * problem.time + step) * stepBytes + ((<usize>channel) << 2);
  combineRows(to, from, stepBytes, bank.filtering.input + ((<usize>(point * points)) << 2), 4, min(points, steps - step), channels, false);
}
