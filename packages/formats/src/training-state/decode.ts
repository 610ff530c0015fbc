import * as v from 'valibot';
import { FormatError } from '../errors/format-error.js';
import { decodeSafetensors } from '../safetensors/decode.js';
import type { SafetensorsTensor } from '../safetensors/safetensors.js';
import {
  format,
  metadataKey,
  prefixes,
  type StateTensor,
  type StateTensors,
  safetensorsTypes,
  type TrainingState,
  version,
} from './training-state.js';

/** Levels of objects and lists in each other: what is deeper, or beyond all numbers, could not be written again. */
const maximumDepth = 100;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const factsSchema = v.strictObject({
  version: v.literal(version),
  step: count,
  epoch: v.pipe(count, v.minValue(1)),
  batches: count,
  validatedStep: count,
  optimizer: v.string(),
  carries: v.boolean(),
  // Not a record of valibot's, which skips names such as `constructor`.
  memory: v.custom<Readonly<Record<string, unknown>>>(isPlainObject, `Expected an object of finite numbers, at most ${maximumDepth} deep`),
});

/**
 * Reads what `encodeTrainingState` wrote.
 *
 * @throws FormatError if it is no safetensors file, or none of a training
 */
export function decodeTrainingState(bytes: Uint8Array): TrainingState {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const { version: _, carries, optimizer, memory, ...position } = parseFacts(metadata[metadataKey]);
  const strayed = carries ? undefined : Object.keys(tensors).find((name) => name.startsWith(prefixes.carried));
  if (strayed !== undefined) throw malformed(`tensor ${JSON.stringify(strayed)} is carried, but "carries" in the metadata is false`);
  const groups = { parameters: {}, optimizer: {}, carried: {}, observers: {} } as Record<
    keyof typeof prefixes,
    Record<string, StateTensor>
  >;
  for (const [name, tensor] of Object.entries(tensors)) {
    const group = groupOf(name);
    Object.defineProperty(groups[group], name.slice(prefixes[group].length), { value: stateTensor(name, tensor), enumerable: true });
  }
  return {
    ...position,
    parameters: groups.parameters,
    optimizer: { name: optimizer, state: groups.optimizer },
    ...(carries && { carried: groups.carried as StateTensors }),
    memory,
    observers: groups.observers,
  };
}

function parseFacts(text: string | undefined): v.InferOutput<typeof factsSchema> {
  if (text === undefined) throw malformed(`the metadata must have "${metadataKey}"; this is another kind of safetensors file`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw malformed(`"${metadataKey}" in the metadata is not JSON`, { cause: error });
  }
  const parsed = v.safeParse(factsSchema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw malformed(`"${metadataKey}" in the metadata: ${v.getDotPath(issue) ?? 'the value'}: ${issue.message}`);
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isPlain(value, maximumDepth);
}

function isPlain(value: unknown, levels: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isPlain(inner, levels - 1));
}

function groupOf(name: string): keyof typeof prefixes {
  const found = (Object.keys(prefixes) as (keyof typeof prefixes)[]).find((group) => name.startsWith(prefixes[group]));
  if (found) return found;
  throw malformed(`tensor ${JSON.stringify(name)} must begin with one of ${Object.values(prefixes).join(', ')}`);
}

function stateTensor(name: string, { dtype, shape, data }: SafetensorsTensor): StateTensor {
  for (const [type, stored] of Object.entries(safetensorsTypes)) {
    if (stored === dtype) return { dtype: type as StateTensor['dtype'], shape, data: data as StateTensor['data'] };
  }
  throw malformed(`tensor ${JSON.stringify(name)} must be ${Object.values(safetensorsTypes).join(', ')}, but is ${dtype}`);
}

function malformed(problem: string, options?: ErrorOptions): FormatError {
  return new FormatError(format, problem, options);
}
