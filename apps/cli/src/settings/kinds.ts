import * as v from 'valibot';
import { UsageError } from '../errors/usage-error.js';

/** What a setting can be, as text on the command line and as JSON in a run file. */
export interface Kind<Value> {
  /** What stands for a value in the help; a switch takes none. */
  readonly placeholder?: string;
  /** Which values are allowed, in words. */
  readonly rule: string;
  /** All values, where they are a few names. */
  readonly names?: readonly string[];
  /** The JSON value that a text on the command line stands for. It may break the rule. */
  fromText(text: string): unknown;
  readonly schema: v.GenericSchema<unknown, Value>;
}

/** A whole number, in decimal digits on the command line. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): Kind<number> {
  return {
    placeholder: 'number',
    rule: `a whole number ${most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`}`,
    fromText: (text) => (/^\d+$/.test(text) ? Number(text) : text),
    schema: v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most)),
  };
}

/**
 * A number such as `0.1` or `1e-3`.
 *
 * @param rule which numbers `allows` allows, in words
 */
export function number(rule: string, allows: (value: number) => boolean, placeholder = 'number'): Kind<number> {
  return {
    placeholder,
    rule,
    fromText: (text) => (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : text),
    schema: v.pipe(v.number(), v.finite(), v.check(allows)),
  };
}

/** A number from 0 to below 1. */
export const probability = number('a number from 0 to below 1', (value) => value >= 0 && value < 1, 'probability');

/** One of some names, taken as they are. */
export function oneOf<Name extends string>(names: readonly Name[]): Kind<Name> {
  return { placeholder: 'name', rule: `one of ${names.join(', ')}`, names, fromText: (text) => text, schema: v.picklist(names) };
}

/** Some of some names, with commas between them; each once. */
export function listOf<Name extends string>(names: readonly Name[]): Kind<readonly Name[]> {
  return {
    placeholder: 'names',
    names,
    rule: `some of ${names.join(', ')}, with commas between them`,
    fromText: (text) => [...new Set(text.split(','))],
    schema: v.array(v.picklist(names)),
  };
}

/** Whole numbers of at least 1, with commas between them; each once. */
export const wholeNumbers: Kind<readonly number[]> = {
  placeholder: 'numbers',
  rule: 'whole numbers of at least 1, with commas between them, such as 1,2,3',
  fromText: (text) => text.split(',').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
  schema: v.pipe(
    v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
    v.minLength(1),
    v.check((widths) => new Set(widths).size === widths.length),
  ),
};

/** Any text but none. */
export function text(placeholder: string, rule: string): Kind<string> {
  return { placeholder, rule, fromText: (given) => given, schema: v.pipe(v.string(), v.minLength(1)) };
}

/** Something that is done or not. */
export const toggle: Kind<boolean> = { rule: 'true or false', fromText: (given) => given, schema: v.boolean() };

/**
 * Reads the text of an option or an argument.
 *
 * @throws UsageError from the parser, if the text breaks the rule
 */
export function parserOf<Value>(subject: string, { rule, fromText, schema }: Kind<Value>): (text: string) => Value {
  return (given) => {
    const parsed = v.safeParse(schema, fromText(given));
    if (parsed.success) return parsed.output;
    throw new UsageError(subject, rule, JSON.stringify(given));
  };
}
