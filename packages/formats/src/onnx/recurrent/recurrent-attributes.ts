import { malformed } from '../malformed.js';
import type { OnnxAttribute, OnnxNode } from '../onnx.js';
import { defaultActivations, directionNames, type OnnxRecurrentOperator } from './recurrent.js';

const expectedTypes = {
  activations: 'STRINGS',
  clip: 'FLOAT',
  direction: 'STRING',
  hidden_size: 'INT',
  input_forget: 'INT',
  layout: 'INT',
  linear_before_reset: 'INT',
} as const satisfies Record<string, OnnxAttribute['type']>;

type Name = keyof typeof expectedTypes;
type ValueOf<N extends Name> = Extract<OnnxAttribute, { readonly type: (typeof expectedTypes)[N] }>['value'];

const onlyOf: { readonly [N in Name]?: OnnxRecurrentOperator } = { input_forget: 'LSTM', linear_before_reset: 'GRU' };

/** The attributes of a recurrent node, with what holds where one is absent. */
export interface RecurrentAttributes {
  readonly direction: (typeof directionNames)[number];
  /** Those of each direction one after the other. */
  readonly activations: readonly string[];
  readonly hiddenSize: number | undefined;
  readonly clip: number | undefined;
  readonly batchFirst: boolean;
  readonly linearBeforeReset: boolean;
  readonly inputForget: boolean;
}

/** @throws FormatError if an attribute is unknown, of another type than it must be, or has no such value */
export function recurrentAttributes(node: OnnxNode, operator: OnnxRecurrentOperator, where: string): RecurrentAttributes {
  for (const [name, { type }] of Object.entries(node.attributes)) {
    const expected = Object.hasOwn(expectedTypes, name) ? expectedTypes[name as Name] : undefined;
    if (expected === undefined || (onlyOf[name as Name] ?? operator) !== operator) {
      throw malformed(`${where}: the attribute ${JSON.stringify(name)} is not known here`);
    }
    if (type !== expected) throw malformed(`${where}: ${name} must be of type ${expected}, but is of type ${type}`);
  }
  const value = <N extends Name>(name: N): ValueOf<N> | undefined => node.attributes[name]?.value as ValueOf<N> | undefined;
  const flag = (name: 'input_forget' | 'layout' | 'linear_before_reset') => {
    const number = value(name) ?? 0n;
    if (number !== 0n && number !== 1n) throw malformed(`${where}: ${name} must be 0 or 1, but is ${number}`);
    return number === 1n;
  };
  const named = value('direction') ?? 'forward';
  const direction = directionNames.find((name) => name === named);
  if (direction === undefined) throw malformed(`${where}: direction must be one of ${directionNames.join(', ')}, but is ${named}`);
  const defaults = defaultActivations[operator];
  const all = direction === 'bidirectional' ? [...defaults, ...defaults] : defaults;
  const activations = value('activations') ?? all;
  if (activations.length !== all.length) {
    throw malformed(`${where}: activations must be ${all.length} of a ${direction} ${operator}, but are ${activations.length}`);
  }
  const hiddenSize = value('hidden_size');
  return {
    direction,
    activations,
    hiddenSize: hiddenSize === undefined ? undefined : Number(hiddenSize),
    clip: value('clip'),
    batchFirst: flag('layout'),
    linearBeforeReset: flag('linear_before_reset'),
    inputForget: flag('input_forget'),
  };
}
