import { createRandom } from '@tidegate/core';
import { createTokenizer, type Tokenizer, type Vocabulary } from '@tidegate/datasets';
import type { LanguageFile, ReadyLanguageModel } from '@tidegate/model-directory';
import { generate } from '@tidegate/models';
import { UsageError } from '../../errors/usage-error.js';
import type { GenerateOptions } from '../../options/generate-options.js';
import type { Streams } from '../../process/output.js';
import { writeEvent } from '../../reporting/json-reporter.js';
import type { Saved } from '../task.js';
import { lineEnd, tokensOfText } from './read-language.js';

const defaults = { length: 200, temperature: 0.8, samples: 1, seed: 0 };

/** Lets a language model write, token by token as it chooses them. */
export async function write(
  { directory, model, file }: Saved<LanguageFile, ReadyLanguageModel>,
  options: GenerateOptions & { readonly isStopped: () => boolean },
  { output, errors }: Streams,
): Promise<void> {
  const { prompt = '', length, temperature, topK, topP, samples, seed, json, quiet, isStopped } = { ...defaults, ...options };
  const { vocabulary } = model;
  const tokenizer = createTokenizer(file.tokenizer);
  const begin = promptTokens(prompt, tokenizer, vocabulary);
  const unknown = begin.filter((token) => vocabulary.idOf(token) === vocabulary.unknownId);
  if (unknown.length > 0 && !quiet)
    errors.line(`tidegate: the model does not know ${unknown.map((token) => JSON.stringify(token)).join(', ')}`);
  // Padding is no text, but its score may be that of a token that was never met.
  const without = [vocabulary.paddingId];
  const sampling = { temperature, ...(topK !== undefined && { topK }), ...(topP !== undefined && { topP }) };

  for (let sample = 0; sample < samples && !isStopped(); sample++) {
    const random = createRandom(seed).split('sample', sample);
    const text = createWriter(tokenizer);
    const tell = (part: string): void => {
      if (!json && !quiet) output.write(part);
    };
    if (sample > 0) tell('\n');
    tell(prompt === '' ? '' : text.add(begin));
    let tokens = 0;
    for await (const id of generate(model, { prompt: [...vocabulary.encode(begin)], length, ...sampling, without, random })) {
      tokens++;
      tell(text.add([vocabulary.tokenOf(id)]));
      if (isStopped()) break;
    }
    tell(text.end());
    if (json) writeEvent(output, 'result', { model: directory, sample, seed, prompt, text: text.all(), tokens, ...sampling });
  }
}

/**
 * What the model is given to go on from: the line end before a text, if there is nothing else.
 *
 * @throws UsageError if there is nothing of the model's in it
 */
function promptTokens(prompt: string, tokenizer: Tokenizer, vocabulary: Vocabulary): readonly string[] {
  const tokens = tokensOfText(prompt === '' ? lineEnd : prompt, tokenizer);
  if (tokens.length === 0) throw new UsageError('--prompt', 'a text with a token in it', JSON.stringify(prompt));
  // A model of a text without line ends begins with its most frequent token.
  const first = vocabulary.tokens[2];
  return prompt === '' && vocabulary.idOf(tokens[0] as string) === vocabulary.unknownId && first !== undefined ? [first] : tokens;
}

/** Joins tokens to a text that grows; each line by itself. */
function createWriter(tokenizer: Tokenizer): { add(tokens: readonly string[]): string; end(): string; all(): string } {
  const { kind } = tokenizer.config;
  let written = '';
  let line: string[] = [];
  let shown = '';
  const show = (): string => {
    const text = tokenizer.join(line);
    // What may still change is kept back: bytes that are no whole character yet.
    const stable = kind === 'bytes' ? text.replace(/\uFFFD+$/, '') : text;
    const part = stable.slice(shown.length);
    shown = stable;
    return part;
  };
  const end = (): string => {
    const rest = tokenizer.join(line).slice(shown.length);
    line = [];
    shown = '';
    return rest;
  };
  return {
    add(tokens) {
      let part = '';
      for (const token of tokens) {
        if (token === lineEnd || (kind === 'bytes' && token === '0a')) {
          part += `${end()}${lineEnd}`;
        } else {
          line.push(token);
          part += show();
        }
      }
      written += part;
      return part;
    },
    end() {
      const rest = end();
      written += rest;
      return written.endsWith(lineEnd) ? rest : `${rest}${lineEnd}`;
    },
    all: () => written,
  };
}
