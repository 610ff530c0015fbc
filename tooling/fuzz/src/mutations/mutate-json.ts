import type { Dice } from '../random/dice.js';
import { type JsonValue, tokensOf, valuesOf } from './json-tokens.js';
import type { Mutated } from './mutation.js';

const numbers = ['0', '-0', '-1', '1', '2', '3', '0.5', '1e9', '2147483648', '4294967296', '9007199254740993', '1e308', '1e999', '-1e999'];
const others = ['null', 'true', 'false', '""', '"text"', '[]', '{}', '[1]', '[[]]', '{"a":1}', '"\\ud800"', `"${'long '.repeat(2_000)}"`];
const names = ['"__proto__"', '"constructor"', '"prototype"', '"toString"', '"hasOwnProperty"', '""', '"length"', '"then"', '"toJSON"'];
const depths = [2, 50, 1_000, 20_000];

type Change = (tokens: string[], values: readonly JsonValue[], dice: Dice) => string;

const changes: readonly Change[] = [replace, replace, makeNumber, makeNumber, exchange, exchange, nest, remove, rename, addTwice, addName];

/**
 * Changes what a JSON text says and leaves it JSON: other values, numbers made huge, negative or zero, values exchanged, nested deeply or
 * gone, keys renamed, there twice or named `__proto__`.
 *
 * @param json valid JSON, or nothing
 */
export function mutateJson(json: string, dice: Dice): Mutated<string> {
  const tokens = tokensOf(json);
  const values = valuesOf(tokens);
  if (values.length === 0) return { content: 'null', mutation: 'null in place of nothing' };
  const mutation = dice.pick(changes)(tokens, values, dice);
  return { content: tokens.join(''), mutation };
}

function replace(tokens: string[], values: readonly JsonValue[], dice: Dice): string {
  return put(tokens, dice.pick(values), dice.pick(others));
}

function makeNumber(tokens: string[], values: readonly JsonValue[], dice: Dice): string {
  const found = values.filter(({ start }) => /^[-\d]/.test(tokens[start] as string));
  return put(tokens, dice.pick(found.length > 0 ? found : values), dice.pick(numbers));
}

function exchange(tokens: string[], values: readonly JsonValue[], dice: Dice): string {
  const [first, second] = [dice.pick(values), dice.pick(values)];
  const [a, b] = first.start < second.start ? [first, second] : [second, first];
  // One that holds the other takes its place.
  if (b.start < a.end) return put(tokens, a, tokens.slice(b.start, b.end).join(''));
  const [textOfA, textOfB] = [a, b].map(({ start, end }) => tokens.slice(start, end).join('')) as [string, string];
  put(tokens, b, textOfA);
  put(tokens, a, textOfB);
  return `exchange ${place(tokens, a)} and token ${b.start}`;
}

function nest(tokens: string[], values: readonly JsonValue[], dice: Dice): string {
  const value = dice.pick(values);
  const depth = dice.pick(depths);
  const [open, close] = dice.pick([
    ['[', ']'],
    ['{"a":', '}'],
  ]) as [string, string];
  const inner = tokens.slice(value.start, value.end).join('');
  put(tokens, value, open.repeat(depth) + inner + close.repeat(depth));
  return `nest ${place(tokens, value)} ${depth} deep in ${open}${close}`;
}

function remove(tokens: string[], values: readonly JsonValue[], dice: Dice): string {
  const { start, end, key = start } = dice.pick(values);
  const text = `remove tokens ${key} to ${end}: ${short(tokens.slice(key, end).join(''))}`;
  const [before, after] = tokens[end] === ',' ? [key, end + 1] : [tokens[key - 1] === ',' ? key - 1 : key, end];
  tokens.splice(before, after - before, ...(key === 0 ? ['null'] : []));
  return text;
}

function rename(tokens: string[], values: readonly JsonValue[], dice: Dice): string {
  const keys = values.flatMap(({ key }) => key ?? []);
  if (keys.length === 0) return replace(tokens, values, dice);
  const key = dice.pick(keys);
  const name = dice.pick([...names, tokens[dice.pick(keys)] as string]);
  const text = `rename ${tokens[key]} to ${name}`;
  tokens[key] = name;
  return text;
}

function addTwice(tokens: string[], values: readonly JsonValue[], dice: Dice): string {
  const found = values.filter(({ key }) => key !== undefined);
  if (found.length === 0) return replace(tokens, values, dice);
  const { key = 0, start, end } = dice.pick(found);
  const value = dice.onceIn(2) ? tokens.slice(start, end).join('') : dice.pick([...numbers, ...others]);
  const text = `add ${tokens[key]} twice, with ${short(value)}`;
  tokens.splice(key, 0, tokens[key] as string, ':', value, ',');
  return text;
}

function addName(tokens: string[], values: readonly JsonValue[], dice: Dice): string {
  const objects = values.filter(({ start }) => tokens[start] === '{');
  if (objects.length === 0) return replace(tokens, values, dice);
  const { start, end } = dice.pick(objects);
  const inner = dice.pick(values);
  const [name, value] = [dice.pick(names), dice.pick([...numbers, ...others, tokens.slice(inner.start, inner.end).join('')])];
  tokens.splice(start + 1, 0, name, ':', value, ...(end - start > 2 ? [','] : []));
  return `add ${name}: ${short(value)} at token ${start}`;
}

function put(tokens: string[], value: JsonValue, text: string): string {
  const said = `put ${short(text)} for ${place(tokens, value)}`;
  tokens.splice(value.start, value.end - value.start, text);
  return said;
}

function place(tokens: readonly string[], { start, key }: JsonValue): string {
  return `token ${start}${key === undefined ? '' : ` (${tokens[key]})`}`;
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}... (${text.length} characters)` : text;
}
