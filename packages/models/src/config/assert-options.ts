import { ArgumentError, assertOneOf } from '@tidegate/core';

/** The names of all options of a configuration; the compiler finds one that is missing. */
export type OptionNames<Config> = { readonly [Name in keyof Required<Config>]: true };

/** @throws ArgumentError if a configuration, which may come from a file, is no object or has an option of another name */
export function assertOptions<Config extends object>(caller: string, config: Config, names: OptionNames<Config>): void {
  if (typeof config !== 'object' || config === null) throw new ArgumentError(caller, 'config', config, 'an object of options');
  for (const name of Object.keys(config)) assertOneOf(caller, 'an option of the configuration', name, Object.keys(names));
}
