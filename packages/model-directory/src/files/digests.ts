import * as v from 'valibot';
import { digestFields, type ModelFile } from './model-file.js';
import { textOf } from './model-files.js';
import { weightsName } from './names.js';

/** The SHA-256 of each file that belongs to `config.json`, by its name; the weights come first. */
export type Digests = Readonly<Record<string, string>>;

const schema = v.object(digestFields);

export function digestsOf({ weightsSha256, parts }: Pick<ModelFile, 'weightsSha256' | 'parts'>): Digests {
  return { [weightsName]: weightsSha256, ...parts };
}

/** The checksums in a `config.json` of whatever kind; none where it is none of ours. */
export function digestsIn(config: Uint8Array | string): Digests {
  try {
    return digestsOf(v.parse(schema, JSON.parse(textOf(config))));
  } catch {
    return {};
  }
}
