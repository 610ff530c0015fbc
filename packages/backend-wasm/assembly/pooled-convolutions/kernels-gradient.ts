import { multiplyPanels } from '../matrix/multiply-panels';
import { packPanels4, packPanels8 } from '../matrix/pack';
import { scratch } from '../threads/scratch';
import { arrivingGradients, transformArriving } from './arriving';
import { combineRows } from './combine-rows';
import { pieceLimit } from './inputs-gradient';
import { Bank, bankAt, bankFilters, bankRow, Problem, partsOf, pointBlock, stepsOf, tileBlock, windowsOf } from './problem';
import { transformTileAt } from './tiles';

/** Most tiles, of any sequences, whose products are summed at once. */
const depthBlock: i32 = 160;
/** Bytes of transformed inputs, and of what arrives, for that many tiles. */
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
  const bank = bankAt(problem, part / pointBlock);
  for (let point = part % pointBlock; point < bank.filtering.points; point += pointBlock) {
    atPoint(problem, bank, point, channel, min(problem.pieceChannels, problem.channels - channel), thread);
  }
}

function atPoint(problem: Problem, bank: Bank, point: i32, channel: i32, channels: i32, thread: i32): void {
  const outputs = bank.filtering.outputs;
  const inputs = scratch(thread);
  const arriving = inputs + inputBytes;
  const windowRows = arriving + arrivingBytes;
  const spare = windowRows + bankRow * (tileBlock * pointBlock);
  const target = bank.gradient + ((<usize>((point * problem.channels + channel) * bank.filters)) << 2);
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
        transformArriving(arriving + ((<usize>(depth * bank.filters)) << 2), windowRows, bank, row, point);
        transformTileAt(inputs + ((<usize>(depth * channels)) << 2), problem, bank, sequence, steps, tile + row, point, channel, channels);
        depth++;
      }
      tile += rows;
      if (depth == depthBlock) {
        addProducts(target, bank, inputs, arriving, channels, depth, flushed, spare);
        flushed = true;
        depth = 0;
      }
    }
  }
  if (depth > 0 || !flushed) addProducts(target, bank, inputs, arriving, channels, depth, flushed, spare);
}

/** `target [channels, filters] (+)= inputs^T arriving` of `[depth, channels]` and `[depth, filters]`. */
function addProducts(
  target: usize,
  bank: Bank,
  inputs: usize,
  arriving: usize,
  channels: i32,
  depth: i32,
  accumulate: bool,
  spare: usize,
): void {
  const filters = bank.filters;
  const left = spare + 128;
  const right = left + inputBytes + 128;
  packPanels4(left, inputs, channels, depth, 4, (<usize>channels) << 2);
  packPanels8(right, arriving, filters, depth, 4, (<usize>filters) << 2);
  multiplyPanels(target, (<usize>filters) << 2, left, right, channels, filters, depth, accumulate, spare);
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
