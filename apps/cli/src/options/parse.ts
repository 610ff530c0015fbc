import { UsageError } from '../errors/usage-error.js';

/** Reads the text of an option or an argument. */
type Parse<Value> = (text: string) => Value;

/**
 * A whole number in decimal digits.
 *
 * @throws UsageError from the parser, for anything else
 */
export function wholeNumber(flag: string, least: number, most: number = Number.MAX_SAFE_INTEGER): Parse<number> {
  const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least && value <= most) return value;
    throw new UsageError(flag, `a whole number ${bounds}`, JSON.stringify(text));
  };
}

/**
 * A number such as `0.1` or `1e-3`.
 *
 * @param rule which numbers `allows` allows, in words
 * @throws UsageError from the parser, for anything else
 */
export function number(flag: string, rule: string, allows: (value: number) => boolean): Parse<number> {
  return (text) => {
    const value = Number(text);
    if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) && Number.isFinite(value) && allows(value)) return value;
    throw new UsageError(flag, rule, JSON.stringify(text));
  };
}

/**
 * One of some names.
 *
 * @throws UsageError from the parser, for anything else
 */
export function oneOf<Name extends string>(flag: string, names: readonly Name[]): Parse<Name> {
  return (text) => {
    const found = names.find((name) => name === text);
    if (found !== undefined) return found;
    throw new UsageError(flag, `one of ${names.join(', ')}`, JSON.stringify(text));
  };
}

/**
 * Some of some names, with commas between them; each once.
 *
 * @throws UsageError from the parser, for anything else
 */
export function listOf<Name extends string>(flag: string, names: readonly Name[]): Parse<readonly Name[]> {
  return (text) => {
    const given = [...new Set(text.split(','))];
    const known = given.filter((name): name is Name => (names as readonly string[]).includes(name));
    if (known.length === given.length) return known;
    throw new UsageError(flag, `some of ${names.join(', ')}, with commas between them`, JSON.stringify(text));
  };
}
