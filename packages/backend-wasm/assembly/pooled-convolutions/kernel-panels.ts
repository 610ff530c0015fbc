import { packPanels8 } from '../matrix/pack';
import { parallel } from '../threads/parallel';
import { scratch } from '../threads/scratch';
import { combineRows } from './combine-rows';
import { Bank, bankAt, Problem, partsOf, pointBlock, roundUp } from './problem';

/** Most channels whose products are summed at once: a panel then fits the first cache. */
export const channelBlock: i32 = 256;

/**
 * Transforms and packs the kernels of all banks: as right matrices `[channels, filters]` of the forward pass, block by block of the
 * channels, or transposed, `[filters, channels]`.
 */
export function makeKernelPanels(problem: Problem, transpose: bool): void {
  for (let index = 0; index < problem.banks; index++) {
    const bank = bankAt(problem, index);
    const elements = transpose ? bank.filters * roundUp(problem.channels, 8) : problem.channels * roundUp(bank.filters, 8);
    bank.panelBytes = (<usize>elements) << 2;
    bank.panels = heap.alloc(max<usize>(bank.panelBytes * bank.filtering.points, 4));
  }
  parallel(transpose ? packTransposed.index : pack.index, changetype<usize>(problem), problem.banks * pointBlock);
}

/** The blocks that channels are cut into, all of about one size. */
export function channelBlocks(channels: i32): i32 {
  return partsOf(channels, channelBlock);
}

export function blockStart(channels: i32, block: i32): i32 {
  return (channels * block) / channelBlocks(channels);
}

function pack(task: usize, chunk: i32, thread: i32): void {
  const problem = changetype<Problem>(task);
  const bank = bankAt(problem, chunk / pointBlock);
  const transformed = scratch(thread);
  const panelColumns = roundUp(bank.filters, 8);
  for (let point = chunk % pointBlock; point < bank.filtering.points; point += pointBlock) {
    const panels = bank.panels + <usize>point * bank.panelBytes;
    for (let block = 0; block < channelBlocks(problem.channels); block++) {
      const channel = blockStart(problem.channels, block);
      const count = blockStart(problem.channels, block + 1) - channel;
      transformKernel(transformed, problem, bank, point, channel, count);
      packPanels8(panels + ((<usize>(channel * panelColumns)) << 2), transformed, bank.filters, count, 4, (<usize>bank.filters) << 2);
    }
  }
}

function packTransposed(task: usize, chunk: i32, thread: i32): void {
  const problem = changetype<Problem>(task);
  const bank = bankAt(problem, chunk / pointBlock);
  const transformed = scratch(thread);
  for (let point = chunk % pointBlock; point < bank.filtering.points; point += pointBlock) {
    const panels = bank.panels + <usize>point * bank.panelBytes;
    for (let channel = 0; channel < problem.channels; channel += channelBlock) {
      const count = min(channelBlock, problem.channels - channel);
      transformKernel(transformed, problem, bank, point, channel, count);
      packPanels8(panels + ((<usize>(channel * bank.filters)) << 2), transformed, count, bank.filters, (<usize>bank.filters) << 2, 4);
    }
  }
}

/** The kernel at one point, `[count, filters]`, for some channels. */
function transformKernel(to: usize, problem: Problem, bank: Bank, point: i32, channel: i32, count: i32): void {
  const taps = bank.filtering.taps;
  const rowBytes = (<usize>bank.convolution.filters) << 2;
  const tapBytes = rowBytes * <usize>problem.channels;
  const from = bank.convolution.kernel + <usize>channel * rowBytes + ((<usize>bank.firstFilter) << 2);
  for (let row = 0; row < count; row++) {
    combineRows(
      to + ((<usize>(row * bank.filters)) << 2),
      from + <usize>row * rowBytes,
      tapBytes,
      bank.filtering.kernel + ((<usize>(point * taps)) << 2),
      4,
      taps,
      bank.filters,
      false,
    );
  }
}
