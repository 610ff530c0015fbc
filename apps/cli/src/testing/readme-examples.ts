import { readFileSync } from 'node:fs';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

export interface ReadmeExample {
  /** What stands behind `tidegate`. */
  readonly args: readonly string[];
  /** What it prints. */
  readonly shown: string;
}

/** The commands of the README that stand there without what they print. */
export const readmeCommands: readonly (readonly string[])[] = [...readme.matchAll(/```sh\ntidegate (.*)\n```\n(?!```text)/g)].map(
  ([, command = '']) => command.split(' '),
);

/** The run files that the README shows. */
export const readmeRunFiles: readonly string[] = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => json);

/** The commands of the README, and what it shows below each. */
export const readmeExamples: readonly ReadmeExample[] = [...readme.matchAll(/```sh\ntidegate (.*)\n```\n```text\n([\s\S]*?\n)```/g)].map(
  ([, command = '', shown = '']) => ({
    args: Array.from(command.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, word]) => quoted ?? word ?? ''),
    shown,
  }),
);

const addition = new Set(['adder', 'adder-bptt', 'adder-model', 'doctor']);

/** Whether an example needs data. */
export function isOfText({ args }: ReadmeExample): boolean {
  return !args.some((arg) => addition.has(arg));
}
