import type { TrainingState } from '@tidegate/formats';
import * as v from 'valibot';
import { UsageError } from '../errors/usage-error.js';

/**
 * What a task has kept in a checkpoint.
 *
 * @throws UsageError if the checkpoint is that of another task, or of another version of Tidegate
 */
export function parseMemory<Memory>({ memory }: TrainingState, key: string, schema: v.GenericSchema<unknown, Memory>): Memory {
  const parsed = v.safeParse(schema, memory?.[key]);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const place = [key, v.getDotPath(issue)].filter((part) => part !== null).join('.');
  throw new UsageError(
    '--resume',
    'a run of this preset and this version of Tidegate',
    `one whose checkpoint differs (${place}: ${issue.message})`,
  );
}
