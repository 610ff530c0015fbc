import type { Checkpoint } from '@tidegate/checkpoints';
import { count } from '@tidegate/model-directory/wording';
import { UsageError } from '../errors/usage-error.js';

/** What a run learns from. */
export interface LearnedData {
  /** As it is given. */
  readonly path: string;
  /** How much there is of it: examples, tokens. */
  readonly sizes: Readonly<Record<string, number>>;
  /** The files of the model that come from it, such as its vocabulary. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Under this name a checkpoint says how much its run learns from. */
export const sizesKey = 'data';

/**
 * Makes sure that data are those that a run has learned from so far, as far as that can be seen.
 *
 * @throws UsageError if something that comes from them is another in the checkpoint
 */
export function assertSameData({ files, state }: Checkpoint, { path, sizes, parts }: LearnedData): void {
  const changed = changedPart(files, parts) ?? changedSize(state.memory?.[sizesKey], sizes);
  if (changed === undefined) return;
  const rule = 'what the run has learned from so far (give the same data, or begin another run)';
  throw new UsageError('--data', rule, `${JSON.stringify(path)}, in which ${changed}`);
}

function changedPart(files: Checkpoint['files'], parts: LearnedData['parts']): string | undefined {
  const changed = Object.entries(parts).find(([name, text]) => new TextDecoder().decode(files[name]) !== text);
  return changed && `${changed[0]} has changed`;
}

function changedSize(before: unknown, sizes: LearnedData['sizes']): string | undefined {
  const known = (before ?? {}) as LearnedData['sizes'];
  const changed = Object.entries(sizes).find(([name, size]) => known[name] !== size);
  return changed && `there are ${count(changed[1])} ${changed[0]}, not ${count(known[changed[0]] ?? 0)}`;
}
