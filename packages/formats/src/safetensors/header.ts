import * as v from 'valibot';
import { isUnicode } from '../arguments/assert-unicode.js';
import { elementCount } from '../shapes/element-count.js';
import { elementBytes, type SafetensorsType, safetensorsTypes } from './data-type.js';
import { malformed } from './malformed.js';
import { repeatedKey } from './repeated-key.js';
import { metadataName } from './safetensors.js';

/** Where a tensor lies: bytes `begin` to `end` of the data behind the header. */
export interface TensorPlace {
  readonly name: string;
  readonly dtype: SafetensorsType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

const isPlain = (value: number): boolean => !Object.is(value, -0);
const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.check(isPlain, 'Expected 0 but received -0'));
const entrySchema = v.strictObject({
  dtype: v.picklist(safetensorsTypes),
  shape: v.array(size),
  data_offsets: v.strictTuple([size, size]),
});

/**
 * Reads the JSON header and checks each entry by itself.
 *
 * @throws FormatError
 */
export function parseHeader(json: string): { readonly places: TensorPlace[]; readonly metadata: Record<string, string> } {
  // Checked name by name: valibot's record skips names such as `constructor`.
  const entries = Object.entries(parseObject(json));
  return {
    places: entries.filter(([name]) => name !== metadataName).map(([name, entry]) => parsePlace(name, entry)),
    metadata: parseMetadata(entries.find(([name]) => name === metadataName)?.[1]),
  };
}

function parseObject(json: string): object {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw malformed('the header is not JSON', { cause: error });
  }
  // The format has the header begin with the brace itself.
  if (!json.startsWith('{')) throw malformed('the header must be a JSON object that begins with "{"');
  const repeated = repeatedKey(json);
  if (repeated !== undefined) throw malformed(`the header has the name ${JSON.stringify(repeated)} twice`);
  return value as object;
}

function parsePlace(name: string, entry: unknown): TensorPlace {
  assertUnicode(name);
  const parsed = v.safeParse(entrySchema, entry);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw malformed(`tensor ${JSON.stringify(name)}: ${v.getDotPath(issue) ?? 'its entry'}: ${issue.message}`);
  }
  const { dtype, shape, data_offsets } = parsed.output;
  const [begin, end] = data_offsets;
  const count = elementCount(shape);
  if (count === undefined || end - begin !== count * elementBytes(dtype)) {
    throw malformed(
      `tensor ${JSON.stringify(name)}: data_offsets [${begin}, ${end}] must span what ${dtype} of shape [${shape.join(', ')}] takes`,
    );
  }
  return { name, dtype, shape, begin, end };
}

const textsSchema = v.array(v.tuple([v.string(), v.string()]));

function parseMetadata(value: unknown = {}): Record<string, string> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const parsed = v.safeParse(textsSchema, isObject ? Object.entries(value) : undefined);
  if (!parsed.success) throw malformed(`${metadataName} must be an object of texts`);
  for (const text of parsed.output.flat()) assertUnicode(text);
  return Object.fromEntries(parsed.output);
}

/** An escape such as `\ud800` can stand for half a character, which no file can hold as UTF-8. */
function assertUnicode(text: string): void {
  if (!isUnicode(text)) throw malformed(`the header has the text ${JSON.stringify(text)}, which is no Unicode`);
}
