import { multiplyPanels } from '../matrix/multiply-panels';
import { packPanels4, packPanels8 } from '../matrix/pack';
import { scratch } from '../threads/scratch';
import { arrivingGradients, transformArriving } from './arriving';
import { combineRows } from './combine-rows';
import { pieceLimit } from './inputs-gradient';
import { Bank, bankAt, bankFilters, bankRow, Problem, partsOf, pointBlock, stepsOf, tileBlock, windowsOf } from './problem';
import { transformTileAt } from './tiles';

/** Points of one chunk of work: for each, inputs and activations are read once. */
const chunkPoints: i32 = 3;
/** Chunks that the points of one bank are dealt to. */
export const pointChunks: i32 = pointBlock / chunkPoints;
/** Most tiles, of any sequences, whose products are summed at once. */
const depthBlock: i32 = 64;
/** Bytes of transformed inputs, and of what arrives, for that many tiles at one point. */
const inputBytes: usize = (depthBlock * pieceLimit) << 2;
const arrivingBytes: usize = (depthBlock * bankFilters) << 2;

/**
 * The gradient of the transformed kernels of one bank, at some of its points, for some channels: the sum over all tiles of all sequences,
 * in their order.
 */
export function kernelsGradient(task: usize, chunk: i32, thread: i32): void {
  const problem = changetype<Problem>(task);
  const channel = (chunk % problem.pieces) * problem.pieceChannels;
  const part = chunk / problem.pieces;
  const bank = bankAt(problem, part / pointChunks);
  const points = bank.filtering.points;
  for (let point = (part % pointChunks) * chunkPoints; point < points; point += pointBlock) {
    const channels = min(problem.pieceChannels, problem.channels - channel);
    atPoints(problem, bank, point, min(chunkPoints, points - point), channel, channels, scratch(thread));
  }
}

function atPoints(problem: Problem, bank: Bank, point: i32, count: i32, channel: i32, channels: i32, inputs: usize): void {
  const outputs = bank.filtering.outputs;
  const arriving = inputs + inputBytes * chunkPoints;
  const windowRows = arriving + arrivingBytes * chunkPoints;
  const spare = windowRows + bankRow * (tileBlock * pointBlock);
  let depth = 0;
  let flushed = false;
  for (let sequence = 0; sequence < problem.batch; sequence++) {
    const steps = stepsOf(problem, sequence);
    const windows = windowsOf(bank, steps);
    const tiles = partsOf(windows, outputs);
    for (let tile = 0; tile < tiles; ) {
      const rows = min(min(tileBlock, tiles - tile), depthBlock - depth);
      arrivingGradients(windowRows, problem, bank, sequence, tile * outputs, rows * outputs, windows);
      for (let row = 0; row < rows; row++) {
        const input = inputs + ((<usize>(depth * channels)) << 2);
        const arrived = arriving + ((<usize>(depth * bank.filters)) << 2);
        for (let at = 0; at < count; at++) {
          transformArriving(arrived + <usize>at * arrivingBytes, windowRows, bank, row, point + at);
          const target = input + <usize>at * inputBytes;
          transformTileAt(target, problem, bank, sequence, steps, tile + row, point + at, channel, channels);
        }
        depth++;
      }
      tile += rows;
      if (depth == depthBlock) {
        addProducts(problem, bank, point, count, channel, channels, inputs, arriving, depth, flushed, spare);
        flushed = true;
        depth = 0;
      }
    }
  }
  if (depth > 0 || !flushed) addProducts(problem, bank, point, count, channel, channels, inputs, arriving, depth, flushed, spare);
}

/** `gradient [channels, filters] (+)= inputs^T arriving` of `[depth, channels]` and `[depth, filters]`, for each of some points. */
function addProducts(
  problem: Problem,
  bank: Bank,
  point: i32,
  count: i32,
  channel: i32,
  channels: i32,
  inputs: usize,
  arriving: usize,
  depth: i32,
  accumulate: bool,
  spare: usize,
): void {
  const filters = bank.filters;
  const left = spare + 128;
  const right = left + inputBytes + 128;
  for (let at = 0; at < count; at++) {
    const target = bank.gradient + ((<usize>(((point + at) * problem.channels + channel) * filters)) << 2);
    packPanels4(left, inputs + <usize>at * inputBytes, channels, depth, 4, (<usize>channels) << 2);
    packPanels8(right, arriving + <usize>at * arrivingBytes, filters, depth, 4, (<usize>filters) << 2);
    multiplyPanels(target, (<usize>filters) << 2, left, right, channels, filters, depth, accumulate, spare);
  }
}

/** Transforms the gradient of one bank back to the taps of its kernel. */
export function finishKernelsGradient(task: usize, chunk: i32, _thread: i32): void {
  const problem = changetype<Problem>(task);
  const bank = bankAt(problem, chunk);
  const taps = bank.filtering.taps;
  const rowBytes = (<usize>bank.filters) << 2;
  const pointBytes = <usize>problem.channels * rowBytes;
  const targetRow = (<usize>bank.convolution.filters) << 2;
  for (let tap = 0; tap < taps; tap++) {
    let to = bank.convolution.kernelGradient + <usize>(tap * problem.channels) * targetRow + ((<usize>bank.firstFilter) << 2);
    let from = bank.gradient;
    const factors = bank.filtering.kernel + ((<usize>tap) << 2);
    for (let channel = 0; channel < problem.channels; channel++) {
      combineRows(to, from, pointBytes, factors, (<usize>taps) << 2, bank.filtering.points, bank.filters, false);
      to += targetRow;
      from += rowBytes;
    }
  }
}
