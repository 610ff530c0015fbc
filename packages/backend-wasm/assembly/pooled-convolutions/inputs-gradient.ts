import { multiplyPanels } from '../matrix/multiply-panels';
import { packPanels4 } from '../matrix/pack';
import { scratch } from '../threads/scratch';
import { arrivingGradients, transformArriving } from './arriving';
import { addBiasPart, clearBiasPart } from './biases-gradient';
import { combineRows } from './combine-rows';
import { Bank, bankAt, bankFilters, bankRow, Problem, partsOf, pointBlock, roundUp, stepsOf, tileBlock, windowsOf } from './problem';

/** Most channels of one piece. */
export const pieceLimit: i32 = 320;
/** Bytes of what arrives at a block of tiles, of one point of it, and of the gradient of one point of transformed inputs. */
const arrivingBytes: usize = bankRow * (tileBlock * pointBlock);
const pointBytes: usize = (tileBlock * bankFilters) << 2;
const productBytes: usize = (tileBlock * pieceLimit) << 2;

/** The gradient of some channels of the inputs of one sequence. */
export function inputsGradient(task: usize, chunk: i32, thread: i32): void {
  const problem = changetype<Problem>(task);
  const sequence = chunk / problem.pieces;
  const channel = (chunk % problem.pieces) * problem.pieceChannels;
  const channels = min(problem.pieceChannels, problem.channels - channel);
  const stepBytes = (<usize>problem.channels) << 2;
  const target = problem.inputsGradient + <usize>(sequence * problem.time) * stepBytes + ((<usize>channel) << 2);
  for (let step = 0; step < problem.time; step++) memory.fill(target + <usize>step * stepBytes, 0, (<usize>channels) << 2);
  const steps = stepsOf(problem, sequence);
  for (let index = 0; index < problem.banks; index++) {
    const bank = bankAt(problem, index);
    const outputs = bank.filtering.outputs;
    const windows = windowsOf(bank, steps);
    const tiles = partsOf(windows, outputs);
    if (channel == 0) clearBiasPart(problem, bank, sequence);
    for (let tile = 0; tile < tiles; tile += tileBlock) {
      const rows = min(tileBlock, tiles - tile);
      const step = tile * outputs;
      const arriving = scratch(thread);
      arrivingGradients(arriving, problem, bank, sequence, step, rows * outputs, windows);
      if (channel == 0) addBiasPart(problem, bank, sequence, arriving, rows * outputs);
      addTiles(target + <usize>step * stepBytes, stepBytes, steps - step, bank, rows, channel, channels, arriving);
    }
  }
}

/**
 * Adds what some tiles of one bank give to the gradient of their steps.
 *
 * @param target the first step of the first tile
 * @param steps real steps from there on
 * @param arriving `[tiles * outputs, filters]`, followed by scratch memory
 */
function addTiles(target: usize, stepBytes: usize, steps: i32, bank: Bank, tiles: i32, channel: i32, channels: i32, arriving: usize): void {
  const points = bank.filtering.points;
  const outputs = bank.filtering.outputs;
  const filters = bank.filters;
  const rowBytes = (<usize>filters) << 2;
  const columns = roundUp(channels, 8);
  const transformed = arriving + arrivingBytes;
  const packed = transformed + pointBytes;
  const edge = packed + pointBytes;
  const products = edge + 128;
  for (let point = 0; point < points; point += pointBlock) {
    const pointCount = min(pointBlock, points - point);
    for (let at = 0; at < pointCount; at++) {
      for (let tile = 0; tile < tiles; tile++) transformArriving(transformed + <usize>tile * rowBytes, arriving, bank, tile, point + at);
      packPanels4(packed, transformed, tiles, filters, rowBytes, 4);
      const panels = bank.panels + <usize>(point + at) * bank.panelBytes + <usize>channel * rowBytes;
      multiplyPanels(products + <usize>at * productBytes, (<usize>columns) << 2, packed, panels, tiles, columns, filters, false, edge);
    }
    for (let tile = 0; tile < tiles; tile++) {
      const from = products + ((<usize>(tile * columns)) << 2);
      for (let at = 0; at < min(points, steps - tile * outputs); at++) {
        const factors = bank.filtering.input + ((<usize>(point * points + at)) << 2);
        const to = target + <usize>(tile * outputs + at) * stepBytes;
        combineRows(to, from, productBytes, factors, (<usize>points) << 2, pointCount, channels, true);
      }
    }
  }
}
