/** The longest sequence that the page shows. */
export const mostSteps = 60;
/** Numbers enter the network as they are; beyond this they would only saturate it. */
const largestNumber = 10;

/** What of a step's input makes a ready-made gate open: its weights, one for each feature, and its bias give 10 where it holds, -10 elsewhere. */
export interface Detector {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** What the network reads. */
export interface Sequence {
  readonly kind: 'text' | 'numbers';
  /** The sign or the number of each step, as it is shown. */
  readonly labels: readonly string[];
  /** `[steps, features]` */
  readonly rows: readonly (readonly number[])[];
  /** What each feature is: a character, or the one number. */
  readonly features: readonly string[];
  /** Finds the space, or where there is none the character that comes most often; of numbers, those above one half. */
  readonly detector: Detector;
  /** The sign that the detector finds, as it is shown; undefined of numbers. */
  readonly detected: string | undefined;
}

export type SequenceProblem = { readonly problem: 'empty' | 'long' } | { readonly problem: 'number'; readonly piece: string };

/** Characters: each different one is a feature that is 1 where it stands and 0 elsewhere, in the order of their numbers in Unicode. */
export function readText(text: string): Sequence | SequenceProblem {
  const characters = Array.from(text);
  if (characters.length === 0) return { problem: 'empty' };
  if (characters.length > mostSteps) return { problem: 'long' };
  const features = [...new Set(characters)].sort();
  const sign = features.includes(' ') ? ' ' : mostFrequent(characters);
  return {
    kind: 'text',
    labels: characters.map(showSign),
    rows: characters.map((character) => features.map((feature) => Number(feature === character))),
    features: features.map(showSign),
    detector: { weights: features.map((feature) => (feature === sign ? 20 : 0)), bias: -10 },
    detected: showSign(sign),
  };
}

/** Numbers with commas between them, or spaces, or Chinese commas: one feature, the number itself. */
export function readNumbers(text: string): Sequence | SequenceProblem {
  const pieces = text.trim() === '' ? [] : text.trim().split(/\s*[,，、;；]\s*|\s+/);
  if (pieces.length === 0) return { problem: 'empty' };
  if (pieces.length > mostSteps) return { problem: 'long' };
  const numbers = pieces.map((piece) =>
    /^[-+]?(\d+\.?\d*|\.\d+)$/.test(piece.replace('−', '-')) ? Number(piece.replace('−', '-')) : Number.NaN,
  );
  const wrong = numbers.findIndex((number) => !(Math.abs(number) <= largestNumber));
  if (wrong >= 0) return { problem: 'number', piece: pieces[wrong] as string };
  return {
    kind: 'numbers',
    labels: numbers.map((number) => String(number).replace('-', '−')),
    rows: numbers.map((number) => [number]),
    features: ['x'],
    detector: { weights: [20], bias: -10 },
    detected: undefined,
  };
}

/** The one that comes most often; of several, the first. */
function mostFrequent(characters: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0] ?? '';
}

/** A character that leaves no mark gets one. */
function showSign(character: string): string {
  if (character === '\n') return '⏎';
  return /^\s$/u.test(character) ? '␣' : character;
}
