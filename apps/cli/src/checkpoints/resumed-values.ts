import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../errors/usage-error.js';
import { runName } from '../model-directory/model-file.js';
import { presetKey, readRunFile, settingsIn, settingsOnResume } from '../settings/run-file.js';
import { flagOf, type Values } from '../settings/setting.js';
import type { Preset } from '../tasks/preset.js';
import { isCheckpoint } from './is-checkpoint.js';

/** Settings that may be others when a run goes on: they do not change what the steps so far would have been. */
const changeable: readonly string[] = [
  'steps',
  'epochs',
  'patience',
  'out',
  'resume',
  'logEvery',
  'logDir',
  'checkpointEvery',
  'keep',
  'backend',
  'threads',
  'keepUpTo',
  // Files that have been moved; that they are the same is seen by what is in them.
  'data',
  'valid',
  'test',
];

/** What `--resume` must name. */
export const resumeRule = { flag: '--resume', rule: 'a folder that "tidegate train PRESET --out" wrote' };

/** The file that says how the run of a folder was begun. */
export function runFileIn(resume: string): string {
  return join(resume, runName);
}

/**
 * The settings of the run that `--resume` names, with those that are given now.
 *
 * @throws UsageError if there is no such run, or a setting is given that the run must keep
 */
export async function resumedValues({ name, settings }: Preset, given: Values & { readonly resume: string }): Promise<Values> {
  const { resume } = given;
  const file = await readRunFile(runFileIn(resume), resumeRule);
  const { [presetKey]: preset } = file.content;
  if (preset !== name) throw new UsageError('PRESET', `${preset}, as in the run of ${resume}`, JSON.stringify(name));
  const begun = { ...settingsIn(file, settings), ...settingsOnResume(file, settings) };
  for (const [key, value] of Object.entries(given)) {
    if (changeable.includes(key) || JSON.stringify(value) === JSON.stringify(begun[key])) continue;
    const rule = begun[key] === undefined ? 'left away, as in the run that goes on' : `${begun[key]}, as in the run that goes on`;
    throw new UsageError(flagOf(key), rule, String(value));
  }
  const { steps, epochs, ...kept } = begun;
  const extent =
    'steps' in given || 'epochs' in given ? {} : { ...(steps !== undefined && { steps }), ...(epochs !== undefined && { epochs }) };
  return { ...kept, ...extent, ...given, out: await folderOf(resume, given.out) };
}

/** Where a run goes on to write: where it wrote so far, unless it goes back to one of its checkpoints. */
async function folderOf(resume: string, out: unknown): Promise<unknown> {
  if (!(await isCheckpoint(resume))) return out ?? resume;
  const run = dirname(dirname(resolve(resume)));
  if (out !== undefined && resolve(String(out)) !== run) return out;
  throw new UsageError(
    '--out',
    'another folder than that of the run, where --resume names one of its checkpoints',
    out === undefined ? 'missing' : JSON.stringify(out),
  );
}
