import { int, ints } from '../graph/attributes.js';
import { type Frame, parameter } from './frame.js';
import type { Sequence } from './recurrence.js';

/**
 * As `pooledConvolutions` of `@tidegate/ops`: convolutions of several widths with a ReLU, and the average and the maximum of each filter over
 * all windows that lie within the sequence.
 *
 * @returns `[batch, 2 * widths * filters]`: all averages, then all maxima
 */
export function pooledConvolutions(
  frame: Frame,
  path: string,
  inputs: Sequence,
  { widths, filters }: { readonly widths: readonly number[]; readonly filters: number },
): Sequence {
  const { graph } = frame;
  const channelsFirst = graph.op('Transpose', [inputs.value], { perm: ints(1, 2, 0) });
  const poolings = widths.map((width, index) => {
    const sizes = [width, inputs.size, filters] as const;
    return poolOne(frame, `${path}/${index}`, channelsFirst, sizes);
  });
  const all = [...poolings.map(({ average }) => average), ...poolings.map(({ largest }) => largest)];
  return { value: graph.op('Concat', all, { axis: int(1) }), size: 2 * widths.length * filters };
}

/** Both poolings of one convolution over `[batch, channels, time]`, each `[batch, filters]`. */
function poolOne(frame: Frame, path: string, inputs: string, sizes: readonly [width: number, channels: number, filters: number]) {
  const { graph, weights, lengths, time } = frame;
  const [width, , filters] = sizes;
  const kernel = graph.initializer(`${path}/kernel`, { dataType: 'FLOAT', ...weights.convolution(`${path}/kernel`, sizes) });
  // As many windows as steps, so that there is one of every width; those that reach beyond the sequence do not count.
  const attributes = { kernel_shape: ints(width), pads: ints(0, width - 1) };
  const activations = graph.op('Relu', [graph.op('Conv', [inputs, kernel, parameter(frame, `${path}/bias`, [filters])], attributes)]);
  const windows = graph.op('Max', [graph.op('Sub', [lengths, graph.integer(width - 1)]), graph.integer(0)]);
  const perSequence = graph.op('Unsqueeze', [windows, graph.sizes([1])]);
  const starts = graph.op('Range', [graph.sizes(0), graph.op('Squeeze', [time, graph.sizes([0])]), graph.sizes(1)]);
  const isWindow = graph.op('Less', [graph.op('Cast', [starts], { to: int(6) }), perSequence]);
  const real = graph.op('Where', [graph.op('Unsqueeze', [isWindow, graph.sizes([1])]), activations, graph.floats(0)]);
  const count = graph.op('Cast', [graph.op('Max', [perSequence, graph.integer(1)])], { to: int(1) });
  return {
    average: graph.op('Div', [graph.op('ReduceSum', [real, graph.sizes([2])], { keepdims: int(0) }), count]),
    // After a ReLU nothing is below the zeros of what does not count.
    largest: graph.op('ReduceMax', [real], { axes: ints(2), keepdims: int(0) }),
  };
}
