import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { onResumeKey } from '@tidegate/model-directory';
import { jsonText } from '@tidegate/model-directory/wording';
import { closest } from 'fastest-levenshtein';
import * as v from 'valibot';
import { systemReason } from '../errors/system-reason.js';
import { UsageError } from '../errors/usage-error.js';
import type { SettingTable, Values } from './setting.js';

/** The key that says which preset the settings of the file belong to. */
export const presetKey = 'preset';

/** What stands in a file that `--config` names, before its keys are known to be settings. */
export type RunFile = { readonly path: string; readonly content: Readonly<Record<string, unknown>> };

/** The option that names a file of settings, and what it must be. */
export interface RunFileOption {
  readonly flag: string;
  readonly rule: string;
}

const configOption: RunFileOption = { flag: '--config', rule: 'a JSON file with the settings of a run' };

/** @throws UsageError if the file cannot be read, or is no JSON object */
export async function readRunFile(path: string, option = configOption): Promise<RunFile> {
  let json: unknown;
  try {
    json = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw refusal(option, path, systemReason(cause), { cause });
  }
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return { path, content: json as RunFile['content'] };
  throw refusal(option, path, Array.isArray(json) ? 'an array' : jsonText(json));
}

function refusal({ flag, rule }: RunFileOption, path: string, problem: string, options?: ErrorOptions): UsageError {
  return new UsageError(flag, rule, `${JSON.stringify(path)} (${problem})`, options);
}

/**
 * The settings of a run file.
 *
 * @throws UsageError if a key is no setting of the table, or a value is not allowed
 */
export function settingsIn({ path, content }: RunFile, table: SettingTable): Values {
  const names = Object.keys(table);
  const given = Object.entries(content).filter(([key]) => key !== presetKey && key !== onResumeKey);
  for (const [key, value] of given) {
    const setting = Object.hasOwn(table, key) ? table[key] : undefined;
    const subject = `${path}: ${key}`;
    if (!setting) {
      const { [presetKey]: preset } = content;
      const rule = `a setting of ${typeof preset === 'string' ? preset : 'the preset'}`;
      throw new UsageError(subject, rule, `none; did you mean ${closest(key, names)}?`);
    }
    const isAllowed = v.is(setting.kind.schema, value) || (value === false && setting.negation !== undefined);
    if (!isAllowed) {
      const rule = setting.negation !== undefined && setting.kind.placeholder ? `${setting.kind.rule}, or false` : setting.kind.rule;
      throw new UsageError(subject, rule, jsonText(value));
    }
  }
  return Object.fromEntries(given);
}

/**
 * The settings that only hold where the run goes on.
 *
 * @throws UsageError as `settingsIn`
 */
export function settingsOnResume({ path, content }: RunFile, table: SettingTable): Values {
  const { [onResumeKey]: given = {} } = content;
  if (typeof given === 'object' && given !== null) return settingsIn({ path, content: given as RunFile['content'] }, table);
  throw new UsageError(`${path}: ${onResumeKey}`, 'an object of settings', jsonText(given));
}

/**
 * The settings of a run as `--config` reads them. `out` and where it went on are left away, so that doing it again overwrites nothing; the
 * folder of its log is for going on alone. How many processes it had does not matter: another number goes on with it.
 */
export function runFileOf(preset: string, { out: _, resume: __, distributed: ___, rankTimeout: ____, logDir, ...values }: Values): string {
  const onResume = logDir === undefined ? {} : { [onResumeKey]: { logDir: resolve(String(logDir)) } };
  return `${JSON.stringify({ [presetKey]: preset, ...values, ...onResume }, null, 2)}\n`;
}
