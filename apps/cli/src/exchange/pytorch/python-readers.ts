import type { Model } from '@tidegate/core';
import type { Pooling } from '@tidegate/models';

/** What one kind of model does with the outputs of its recurrent layers, in lines of Python. */
export interface PythonReader {
  /** Modules beside the recurrent one, for `__init__`. */
  readonly modules: readonly string[];
  /** From `inputs`, `outputs`, `lengths` and `real` to what is returned. */
  readonly read: readonly string[];
  /** The shape of the logits. */
  readonly logits: string;
}

/** Sizes as the `state_dict` has them: a name to its shape. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

/** Whether a model answers each step, and not the sequence as a whole. */
const eachStep: readonly string[] = ['sequenceTagger', 'tokenTagger', 'languageModel'];

const withEnds = [
  'forward, backward = outputs.chunk(2, dim=2)',
  'rows, last = torch.arange(len(lengths), device=lengths.device), (lengths - 1).clamp(min=0)',
];
const largest = (steps: string): string =>
  `${steps}.masked_fill(~real[:, :, None], float("-inf")).amax(1).masked_fill(lengths[:, None] == 0, 0)`;

const poolings: Readonly<Record<Exclude<Pooling, 'attention'>, readonly string[]>> = {
  'final-state': [...withEnds, 'features = torch.cat([forward[rows, last], backward[rows, 0]], dim=1)'],
  'last-position': ['features = outputs[torch.arange(len(lengths), device=lengths.device), (lengths - 1).clamp(min=0)]'],
  mean: ['features = outputs.sum(1) / lengths.clamp(min=1)[:, None]'],
  max: [`features = ${largest('outputs')}`],
};

const attention: readonly string[] = [
  'scores = self.query(torch.tanh(self.attention(outputs)))[:, :, 0]',
  'weights = torch.softmax(scores.masked_fill(~real, -1e9), dim=1)',
  'features = (weights[:, :, None] * outputs).sum(1)',
];

const multiWidth: readonly string[] = [
  'steps = torch.cat([inputs, outputs], dim=2).transpose(1, 2)',
  'averages, maxima = [], []',
  'for convolution in self.convolutions:',
  '    width = convolution.kernel_size[0]',
  '    # Only windows within a sequence count.',
  '    windows = torch.relu(convolution(nn.functional.pad(steps, (0, width - 1))))',
  '    count = (lengths - width + 1).clamp(min=0)[:, None]',
  '    windows = windows * (torch.arange(windows.shape[2], device=lengths.device) < count)[:, None, :]',
  '    averages.append(windows.sum(2) / count.clamp(min=1))',
  '    maxima.append(windows.amax(2))',
  'features = torch.cat(averages + maxima, dim=1)',
];

const original: readonly string[] = [
  'forward, backward = outputs.chunk(2, dim=2)',
  '# The contexts of a token do not hold the token itself.',
  'left = nn.functional.pad(forward, (0, 0, 1, -1))',
  'right = nn.functional.pad(backward, (0, 0, -1, 1))',
  'latent = torch.tanh(self.latent(torch.cat([left, inputs, right], dim=2)))',
  `features = ${largest('latent')}`,
];

export function pythonReader({ name, config }: Pick<Model<never>, 'name' | 'config'>, shapes: Shapes): PythonReader {
  const { pooling = 'final-state', variant = 'multi-width' } = config as { readonly pooling?: Pooling; readonly variant?: string };
  const linear = (module: string): string => `self.${module} = nn.Linear(${linearOptions(module, shapes)})`;
  const head = 'head.weight' in shapes ? linear('head') : tiedHead(shapes);
  if (eachStep.includes(name)) {
    return { modules: [head], read: ['return self.head(outputs)'], logits: `[batch, time, ${outputSize(shapes)}]` };
  }
  const ready = { read: ['return self.head(features)'], logits: `[batch, ${outputSize(shapes)}]` };
  const of = (modules: readonly string[], read: readonly string[]): PythonReader => ({
    ...ready,
    modules: [...modules, head],
    read: [...read, ...ready.read],
  });
  if (name === 'rcnn') {
    return variant === 'original' ? of([linear('latent')], original) : of(convolutions(shapes), multiWidth);
  }
  return pooling === 'attention' ? of([linear('attention'), linear('query')], attention) : of([], poolings[pooling]);
}

function outputSize(shapes: Shapes): number | undefined {
  return (shapes['head.weight'] ?? shapes['embedding.weight'])?.[0];
}

function linearOptions(module: string, shapes: Shapes): string {
  const [outputs, inputs] = shapes[`${module}.weight`] as readonly [number, number];
  return `${inputs}, ${outputs}${`${module}.bias` in shapes ? '' : ', bias=False'}`;
}

/** One table, to read tokens and to score them. */
function tiedHead(shapes: Shapes): string {
  const [tokens, size] = shapes['embedding.weight'] as readonly [number, number];
  const bias = 'head.bias' in shapes ? '' : ', bias=False';
  return `self.head = nn.Linear(${size}, ${tokens}${bias})\n        self.head.weight = self.embedding.weight`;
}

function convolutions(shapes: Shapes): readonly string[] {
  const lines = [];
  for (let index = 0; ; index++) {
    const shape = shapes[`convolutions.${index}.weight`] as readonly [number, number, number] | undefined;
    if (!shape) break;
    const [filters, channels, width] = shape;
    lines.push(`nn.Conv1d(${channels}, ${filters}, ${width})`);
  }
  return [`self.convolutions = nn.ModuleList([${lines.join(', ')}])`];
}
