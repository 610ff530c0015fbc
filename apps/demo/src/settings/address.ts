import * as v from 'valibot';

/** A setting as it stands in the address. */
type Setting = string | number | boolean;
type Fields = Readonly<Record<string, v.GenericSchema<unknown, Setting>>>;
type Values<Of extends Fields> = { readonly [Name in keyof Of]: v.InferOutput<Of[Name]> };

export interface AddressSettings<Of extends Fields> {
  readonly values: Values<Of>;
  /** Names in the address whose values do not fit; the defaults stand in their place. */
  readonly refused: readonly string[];
}

/** A whole number in a range, also as the text of an address. */
export const wholeNumber = (least: number, most: number) =>
  v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d+$/), v.transform(Number))]),
    v.safeInteger(),
    v.minValue(least),
    v.maxValue(most),
  );

/** A number in a range, also as the text of an address. */
export const someNumber = (least: number, most: number) =>
  v.pipe(v.union([v.number(), v.pipe(v.string(), v.nonEmpty(), v.transform(Number))]), v.finite(), v.minValue(least), v.maxValue(most));

/**
 * The settings of a run out of the query of an address, such as `?cell=gru&units=16`, so that a link opens the same run.
 *
 * @param defaults what holds for those that are not named, or whose values do not fit
 */
export function readAddress<Of extends Fields>(fields: Of, defaults: Values<Of>, query = location.search): AddressSettings<Of> {
  const parameters = new URLSearchParams(query);
  const values: Record<string, Setting> = { ...defaults };
  const refused: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const text = parameters.get(name);
    if (text === null) continue;
    const parsed = v.safeParse(field, text);
    if (parsed.success) values[name] = parsed.output;
    else refused.push(name);
  }
  return { values: values as Values<Of>, refused };
}

/** Puts the settings of the run into the address, without a new entry in the history. What is not among them stays. */
export function writeAddress(values: Readonly<Record<string, Setting>>): void {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(values)) address.searchParams.set(name, String(value));
  history.replaceState(history.state, '', address);
}
