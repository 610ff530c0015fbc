import { encodeOnnx, type OnnxGraph, type OnnxModel, type OnnxOperatorSet } from '@tidegate/formats';
import { malformed } from '../errors/malformed.js';
import { constantPrefix } from '../graph/graph-writer.js';
import { irVersion, operatorSet } from '../models/operator-sets.js';

const remedy = 'only weights may change; import the file as exportOnnx wrote it, before it is optimised, quantised or converted';

/**
 * Compares a file's graph with the one that its model has: operators, nodes, inputs, outputs and constants. Weights may have any values;
 * their types and shapes were compared when they were read.
 *
 * @throws FormatError where they differ
 */
export function assertSameGraph({ graph, operatorSets }: Pick<OnnxModel, 'graph' | 'operatorSets'>, expected: OnnxGraph): void {
  assertOperatorSet(operatorSets);
  for (let index = 0; index < Math.max(graph.nodes.length, expected.nodes.length); index++) {
    const [found, right] = [graph.nodes[index], expected.nodes[index]];
    if (found && right && isSame({ nodes: [found] }, { nodes: [right] })) continue;
    const what = found ? `is ${JSON.stringify(found.name ?? '')} (${found.opType})` : 'is missing';
    throw malformed(
      `node ${index} must be ${right ? `${JSON.stringify(right.name)} (${right.opType})` : 'absent'}, but ${what}; ${remedy}`,
    );
  }
  for (const ends of ['inputs', 'outputs'] as const) {
    if (!isSame({ [ends]: graph[ends] }, { [ends]: expected[ends] })) throw malformed(`the ${ends} are not those of the model; ${remedy}`);
  }
  const extra = Object.keys(graph.initializers).find((name) => !Object.hasOwn(expected.initializers, name));
  if (extra !== undefined) throw malformed(`the initializer ${JSON.stringify(extra)} is none of the model's; ${remedy}`);
  if (!isSame({ initializers: constantsOf(graph, expected) }, { initializers: constantsOf(expected, expected) })) {
    throw malformed(`the constants are not those of the model; ${remedy}`);
  }
}

function assertOperatorSet(sets: readonly OnnxOperatorSet[]): void {
  const described = sets.map(({ domain, version }) => `${domain || 'ONNX'} ${version}`).join(', ');
  if (described === `ONNX ${operatorSet.version}`) return;
  throw malformed(`the operators must be those of ONNX ${operatorSet.version}, but are of ${described}; ${remedy}`);
}

/** The constants that the model has, in its order. */
function constantsOf({ initializers }: OnnxGraph, expected: OnnxGraph): OnnxGraph['initializers'] {
  const names = Object.keys(expected.initializers).filter((name) => name.startsWith(constantPrefix));
  return Object.fromEntries(names.flatMap((name) => (initializers[name] ? [[name, initializers[name]]] : [])));
}

/** Whether parts of graphs would be written as the same bytes. */
function isSame(first: Partial<OnnxGraph>, second: Partial<OnnxGraph>): boolean {
  const [left, right] = [first, second].map(bytesOf) as [Uint8Array, Uint8Array];
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

function bytesOf(part: Partial<OnnxGraph>): Uint8Array {
  const graph = { name: '', nodes: [], inputs: [], outputs: [], initializers: {}, ...part };
  return encodeOnnx({ irVersion, operatorSets: [operatorSet], graph, metadata: {} });
}
