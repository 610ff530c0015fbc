import { dirname, join, resolve } from 'node:path';
import { runName } from '@tidegate/model-directory';
import { flagOf } from '@tidegate/model-directory/wording';
import { UsageError } from '../errors/usage-error.js';
import { assertLogFolder } from '../logs/log-folder.js';
import { presetKey, readRunFile, settingsIn, settingsOnResume } from '../settings/run-file.js';
import type { Values } from '../settings/setting.js';
import type { Preset } from '../tasks/preset.js';
import { isCheckpoint } from './is-checkpoint.js';
import { samePlace } from './run-folder.js';

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
  'distributed',
  'rankTimeout',
  // Files that have been moved; that they are the same is seen by what is in them.
  'data',
  'valid',
  'test',
  'vectors',
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
  assertCheckpoints(resume, begun, given);
  for (const [key, value] of Object.entries(given)) {
    if (changeable.includes(key) || JSON.stringify(value) === JSON.stringify(begun[key])) continue;
    const rule = begun[key] === undefined ? 'left away, as in the run that goes on' : `${begun[key]}, as in the run that goes on`;
    throw new UsageError(flagOf(key), rule, String(value));
  }
  const { steps, epochs, ...kept } = begun;
  const extent =
    'steps' in given || 'epochs' in given ? {} : { ...(steps !== undefined && { steps }), ...(epochs !== undefined && { epochs }) };
  const out = await folderOf(resume, given.out);
  return { ...kept, ...extent, ...given, ...(await logOf({ resume, out }, begun, given)), out };
}

/** @throws UsageError if a run that writes no checkpoints is to go on, or one that has some is to write none: the newest would be old */
function assertCheckpoints(resume: string, begun: Values, given: Values): void {
  const option = '--no-checkpoint-every';
  if (begun.checkpointEvery === false)
    throw new UsageError('--resume', 'a run with checkpoints', `${JSON.stringify(resume)} (begun with ${option})`);
  if (given.checkpointEvery === false) throw new UsageError(option, 'left away with --resume', 'given');
}

/**
 * The log that the run goes on in: its own, as long as it stays in its folder. One that goes back to a checkpoint is another run.
 *
 * @throws UsageError if `--log-dir` has the log of another run
 */
async function logOf(
  { resume, out }: { readonly resume: string; readonly out: string },
  { logDir: before }: Values,
  { logDir }: Values,
): Promise<Values> {
  const own = (await samePlace(out, resume)) ? before : undefined;
  if (logDir === undefined) return { logDir: own };
  if (own === undefined || !(await samePlace(String(logDir), String(own)))) await assertLogFolder(String(logDir), false);
  return { logDir };
}

/** Where a run goes on to write: where it wrote so far, unless it goes back to one of its checkpoints. */
async function folderOf(resume: string, out: unknown): Promise<string> {
  if (!(await isCheckpoint(resume))) return String(out ?? resume);
  const run = dirname(dirname(resolve(resume)));
  if (out !== undefined && !(await samePlace(String(out), run))) return String(out);
  throw new UsageError(
    '--out',
    'another folder than that of the run, where --resume names one of its checkpoints',
    out === undefined ? 'missing' : JSON.stringify(out),
  );
}
