import { ArgumentError } from '@tidegate/core';
import { flagOf } from '@tidegate/model-directory/wording';
import { UsageError } from '../errors/usage-error.js';
import type { SettingTable } from '../settings/setting.js';

/** Options of models that are settings of another name. */
const otherNames: Readonly<Record<string, string>> = {
  hiddenSize: 'units',
  frozenEmbedding: 'freezeVectors',
  embeddingInitializer: 'embeddingDeviation',
};

/**
 * Makes a model of settings.
 *
 * @throws UsageError if the model refuses what one of the settings says
 */
export function createNetwork<Network>(settings: SettingTable, create: () => Network): Network {
  try {
    return create();
  } catch (error) {
    throw error instanceof ArgumentError ? asMisuse(error, settings) : error;
  }
}

/** The flag in the place of the option; the error itself if no setting stands behind the option. */
function asMisuse(error: ArgumentError, settings: SettingTable): Error {
  const { argument, value, rule } = error;
  const name = otherNames[argument] ?? argument;
  const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (!setting) return error;
  const isNegated = value === false && setting.negation !== undefined;
  const flag = isNegated ? flagOf(name).replace('--', '--no-') : flagOf(name);
  return new UsageError(flag, withFlags(rule, settings), isNegated || value === true ? 'given' : valueText(value), { cause: error });
}

/** Other options that a rule asks for are named as they are given, too. */
function withFlags(rule: string, settings: SettingTable): string {
  if (!rule.startsWith('given together with ')) return rule;
  // Several layers are what the network has, not the option.
  return rule.replace(/(?<!several )\b\w+/g, (word) => (Object.hasOwn(settings, word) ? flagOf(word) : word));
}

function valueText(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}
