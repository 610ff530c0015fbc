import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { ProcessGroup } from '@tidegate/training';
import { assertSameFacts } from './assert-same.js';

export interface Inputs {
  /** What `config.json` of the model holds. */
  readonly file: object;
  /** The path of the data, if there are any. */
  readonly data?: string | undefined;
}

/**
 * Makes sure that all processes work with the same model on the same data, as far as is known without reading them.
 *
 * @throws as `assertSameFacts`, if one has others
 */
export async function assertSameInputs(group: ProcessGroup, { file, data }: Inputs): Promise<void> {
  // Data that cannot be read say so when they are.
  const found = data === undefined ? undefined : await stat(data).catch(() => undefined);
  await assertSameFacts(group, {
    'the checksum of the model': createHash('sha256').update(JSON.stringify(file)).digest('hex').slice(0, 16),
    ...(found?.isFile() && { 'the bytes of --data': found.size }),
  });
}
