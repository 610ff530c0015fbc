import { packPanels4 } from '../matrix/pack';
import { combineRows } from './combine-rows';
import { combineSixRows } from './combine-six-rows';
import { evaluateTile } from './evaluate-tile';
import { evaluationPoints } from './filtering';
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
  const filtering = bank.filtering;
  const stepBytes = (<usize>problem.channels) << 2;
  if (filtering.outputs == 1) {
    const from = tileInputs(problem, bank, sequence, tile, channel) + <usize>point * stepBytes;
    for (let at = 0; at < pointCount; at++) {
      packPanels4(to + <usize>at * pointBytes, from + <usize>at * stepBytes, tiles, depth, stepBytes, 4);
    }
    return;
  }
  const rowBytes = (<usize>depth) << 2;
  for (let first = 0; first < tiles; first += 4) {
    const lanes = min(4, tiles - first);
    for (let lane = 0; lane < lanes; lane++) {
      const at = tile + first + lane;
      const from = tileInputs(problem, bank, sequence, at, channel);
      transformTile(spare + <usize>lane * rowBytes, rowBytes << 2, from, stepBytes, bank, steps - at * filtering.outputs, depth);
    }
    for (let at = 0; at < pointCount; at++) {
      packPanels4(to + <usize>at * pointBytes + <usize>first * rowBytes, spare + <usize>(at << 2) * rowBytes, lanes, depth, rowBytes, 4);
    }
  }
}

/** One tile at all points, `toStride` apart; `steps` are the real ones from its first on. */
function transformTile(to: usize, toStride: usize, from: usize, stepBytes: usize, bank: Bank, steps: i32, channels: i32): void {
  const filtering = bank.filtering;
  let done = 0;
  if (steps >= evaluationPoints) {
    done = channels & ~3;
    evaluateTile(to, toStride, from, stepBytes, done);
  }
  const rest = (<usize>done) << 2;
  for (let point = 0; point < evaluationPoints; point++) {
    const factors = filtering.input + ((<usize>(point * evaluationPoints)) << 2);
    const rows = min(evaluationPoints, steps);
    combineRows(to + <usize>point * toStride + rest, from + rest, stepBytes, factors, 4, rows, channels - done, false);
  }
}

/** One tile at one point, for some channels. */
export function transformTileAt(
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
  const filtering = bank.filtering;
  const stepBytes = (<usize>problem.channels) << 2;
  const from = tileInputs(problem, bank, sequence, tile, channel);
  if (filtering.outputs == 1) {
    memory.copy(to, from + <usize>point * stepBytes, (<usize>channels) << 2);
    return;
  }
  const factors = filtering.input + ((<usize>(point * evaluationPoints)) << 2);
  const rows = min(evaluationPoints, steps - tile * filtering.outputs);
  if (rows == evaluationPoints) combineSixRows(to, from, stepBytes, factors, channels);
  else combineRows(to, from, stepBytes, factors, 4, rows, channels, false);
}

/** The first step of a tile, from some channel on. */
function tileInputs(problem: Problem, bank: Bank, sequence: i32, tile: i32, channel: i32): usize {
  const step = sequence * problem.time + tile * bank.filtering.outputs;
  return problem.inputs + ((<usize>(step * problem.channels + channel)) << 2);
}
