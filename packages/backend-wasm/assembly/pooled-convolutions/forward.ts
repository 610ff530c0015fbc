import { multiplyPanels } from '../matrix/multiply-panels';
import { parallel } from '../threads/parallel';
import { scratch } from '../threads/scratch';
import { makeBanks, releaseBanks } from './banks';
import { combineRows } from './combine-rows';
import { blockStart, channelBlock, channelBlocks, makeKernelPanels } from './kernel-panels';
import { beginPooling, endPooling, poolingBytes, poolWindows } from './pool';
import { bankAt, bankFilters, bankRow, Problem, partsOf, pointBlock, roundUp, stepsOf, tileBlock, windowsOf } from './problem';
import { packTiles } from './tiles';

/** Bytes of packed inputs of one point, and of the products of one point. */
const packedPoint: usize = (tileBlock * channelBlock) << 2;
const productPoint: usize = (tileBlock * bankFilters) << 2;

/** Convolutions with bias, ReLU and both poolings; each chunk of work is one bank over one sequence. */
export function pooledConvolutions(address: usize): void {
  const problem = changetype<Problem>(address);
  makeBanks(problem);
  makeKernelPanels(problem, false);
  parallel(convolve.index, address, problem.batch * problem.banks);
  releaseBanks(problem);
}

function convolve(task: usize, chunk: i32, thread: i32): void {
  const problem = changetype<Problem>(task);
  const bank = bankAt(problem, chunk / problem.batch);
  const sequence = chunk % problem.batch;
  const points = bank.filtering.points;
  const outputs = bank.filtering.outputs;
  const steps = stepsOf(problem, sequence);
  const windows = windowsOf(bank, steps);
  const columns = roundUp(bank.filters, 8);
  const pooling = scratch(thread);
  const edge = pooling + poolingBytes;
  const packed = edge + 128;
  const products = packed + packedPoint * pointBlock;
  const sums = products + productPoint * pointBlock;
  const spare = sums + bankRow * (tileBlock * pointBlock);
  beginPooling(pooling, bank);
  const tiles = partsOf(windows, outputs);
  for (let tile = 0; tile < tiles; tile += tileBlock) {
    const rows = min(tileBlock, tiles - tile);
    for (let point = 0; point < points; point += pointBlock) {
      const pointCount = min(pointBlock, points - point);
      for (let block = 0; block < channelBlocks(problem.channels); block++) {
        const channel = blockStart(problem.channels, block);
        const depth = blockStart(problem.channels, block + 1) - channel;
        packTiles(packed, packedPoint, problem, bank, sequence, steps, tile, rows, point, pointCount, channel, depth, spare);
        for (let at = 0; at < pointCount; at++) {
          const panels = bank.panels + <usize>(point + at) * bank.panelBytes + ((<usize>(channel * columns)) << 2);
          const product = products + <usize>at * productPoint;
          multiplyPanels(product, bankRow, packed + <usize>at * packedPoint, panels, rows, columns, depth, block > 0, edge);
        }
      }
      const factors = bank.filtering.output + ((<usize>(point * outputs)) << 2);
      for (let row = 0; row < rows; row++) {
        for (let at = 0; at < outputs; at++) {
          const target = sums + <usize>(row * outputs + at) * bankRow;
          const source = products + <usize>row * bankRow;
          combineRows(target, source, productPoint, factors + ((<usize>at) << 2), (<usize>outputs) << 2, pointCount, columns, point > 0);
        }
      }
    }
    const first = tile * outputs;
    poolWindows(pooling, sums, problem, bank, sequence, first, min(rows * outputs, windows - first));
  }
  endPooling(pooling, problem, bank, sequence, windows);
}
