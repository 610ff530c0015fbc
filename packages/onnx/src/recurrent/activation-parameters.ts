import type { OnnxNode } from '@tidegate/formats';
import { malformed } from '../errors/malformed.js';

/** Functions with parameters that our cells have, each with the only ones that ours knows: of `alpha x + beta`. */
const known: Readonly<Record<string, readonly [alpha: number, beta: number]>> = { HardSigmoid: [0.2, 0.5], Affine: [1, 0] };

/**
 * A recurrent node without the parameters of its activations, which must be those of our functions: the ones that ONNX takes for
 * `HardSigmoid` by default, and no change for `Affine`, which has no defaults.
 *
 * @throws FormatError if they are others
 */
export function withoutActivationParameters(node: OnnxNode): OnnxNode {
  const { activation_alpha: alpha, activation_beta: beta, ...attributes } = node.attributes;
  const { activations } = attributes;
  const names = activations?.type === 'STRINGS' ? activations.value : [];
  const pairs = names.flatMap((name) => (known[name] ? [known[name]] : []));
  const expected = [pairs.map(([first]) => first), pairs.map(([, second]) => second)] as const;
  const isDefault = alpha === undefined && beta === undefined && !names.includes('Affine');
  const fits = [alpha, beta].every((given, index) => {
    const values = given === undefined ? [] : given.type === 'FLOATS' ? [...given.value] : undefined;
    return values?.join() === Array.from(expected[index] as readonly number[], Math.fround).join();
  });
  if (isDefault || fits) return { ...node, attributes };
  throw malformed(
    `the node ${JSON.stringify(node.name ?? node.outputs[0] ?? '')} (${node.opType}): activation_alpha and activation_beta must be absent, or ` +
      `[${expected[0].join(', ')}] and [${expected[1].join(', ')}] for ${names.join(', ') || 'the default activations'}`,
  );
}
