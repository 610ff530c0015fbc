import type { OnnxNode, OnnxTensor } from '@tidegate/formats';
import type { Attributes } from './attributes.js';

/** What the names of constants begin with, and those of weights do not. */
export const constantPrefix = 'constant/';

/** What the graphs of one model share: the numbers in names, and the initializers, which inner graphs see too. */
interface Shared {
  next: number;
  readonly initializers: Map<string, OnnxTensor>;
}

/** The nodes and initializers of a graph while it is written. Values are handed on by their names. */
export class GraphWriter {
  readonly nodes: OnnxNode[] = [];
  private readonly shared: Shared;

  constructor(outer?: GraphWriter) {
    this.shared = outer?.shared ?? { next: 0, initializers: new Map() };
  }

  get initializers(): Readonly<Record<string, OnnxTensor>> {
    return Object.fromEntries(this.shared.initializers);
  }

  /** A name that nothing else in the model has. */
  fresh(what: string): string {
    return `${what}_${this.shared.next++}`;
  }

  /** Adds a node with one output, and gives its name, which is new unless `output` says it. */
  op(opType: string, inputs: readonly string[], attributes: Attributes = {}, output: string = this.fresh(opType)): string {
    this.nodes.push({ opType, name: `${output}.node`, inputs, outputs: [output], attributes });
    return output;
  }

  /** Adds a node that divides a value into equal parts along an axis. */
  split(input: string, parts: number, axis: number): readonly string[] {
    const outputs = Array.from({ length: parts }, () => this.fresh('Split'));
    const attributes = { axis: { type: 'INT', value: BigInt(axis) } } as const;
    this.nodes.push({ opType: 'Split', name: `${outputs[0]}.node`, inputs: [input], outputs, attributes });
    return outputs;
  }

  add(node: OnnxNode): void {
    this.nodes.push(node);
  }

  /** Adds a tensor that is always the same; of equal names, the first stays. */
  initializer(name: string, tensor: OnnxTensor): string {
    if (!this.shared.initializers.has(name)) this.shared.initializers.set(name, tensor);
    return name;
  }

  /** A constant number, or a vector of them. */
  floats(value: number | readonly number[]): string {
    const values = typeof value === 'number' ? [value] : value;
    const shape = typeof value === 'number' ? [] : [values.length];
    return this.initializer(`${constantPrefix}float/${describe(value)}`, { dataType: 'FLOAT', shape, data: Float32Array.from(values) });
  }

  /** A constant whole number of 64 bits, or a vector of them, as sizes and axes are. */
  sizes(value: number | readonly number[]): string {
    const values = typeof value === 'number' ? [value] : value;
    const shape = typeof value === 'number' ? [] : [values.length];
    return this.initializer(`${constantPrefix}int64/${describe(value)}`, {
      dataType: 'INT64',
      shape,
      data: BigInt64Array.from(values, BigInt),
    });
  }

  /** A constant whole number of 32 bits, as ids and lengths are. */
  integer(value: number): string {
    return this.initializer(`${constantPrefix}int32/${value}`, { dataType: 'INT32', shape: [], data: Int32Array.of(value) });
  }
}

function describe(value: number | readonly number[]): string {
  return typeof value === 'number' ? String(value) : `[${value.join()}]`;
}
