import { describe, expect, it } from 'vitest';
import { DataError } from '../errors/data-error.js';
import { all, data } from '../testing/sources.js';
import { readTaggedExamples } from './read-tagged-examples.js';
import { createSkipLog } from './skip.js';
import type { TaggedFormat, TaggedOptions } from './tagged-options.js';

const read = (content: string, options: TaggedOptions) => all(readTaggedExamples(data(content), options));

describe('JSON Lines', () => {
  it('give tokens, tags and a class', async () => {
    const content = '{"tokens": ["add", "it"], "tags": ["O", "B-x"], "label": "Add"}\n\n{"tokens": ["go"], "tags": ["O"], "label": 3}';
    expect(await read(content, { format: 'jsonl' })).toEqual([
      { tokens: ['add', 'it'], tags: ['O', 'B-x'], label: 'Add', place: { file: 'data', line: 1 } },
      { tokens: ['go'], tags: ['O'], label: '3', place: { file: 'data', line: 3 } },
    ]);
  });

  it('may call them otherwise', async () => {
    const content = '{"words": ["go"], "slots": ["O"], "intent": "Go"}';
    const options = { tokensColumn: 'words', tagsColumn: 'slots', labelColumn: 'intent' };
    expect(await read(content, { format: 'jsonl', ...options })).toEqual([
      { tokens: ['go'], tags: ['O'], label: 'Go', place: { file: 'data', line: 1 } },
    ]);
  });

  it('leave out empty sentences and tell where they were', async () => {
    const log = createSkipLog();
    const content = '{"tokens": [], "tags": []}\n{"tokens": ["go"], "tags": ["O"]}';
    expect(await read(content, { format: 'jsonl', onSkip: log.onSkip })).toHaveLength(1);
    expect(log.describe()).toBe('left out 1 example: data:1 (the sentence is empty)');
  });
});

describe('columns', () => {
  it('are a token, its tag, and whatever stands between', async () => {
    const content = '-DOCSTART- -X- -X- O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\n\n# NN I-NP O\n. . O O\n';
    expect(await read(content, { format: 'conll' })).toEqual([
      { tokens: ['EU', 'rejects'], tags: ['B-ORG', 'O'], place: { file: 'data', line: 3 } },
      { tokens: ['#', '.'], tags: ['O', 'O'], place: { file: 'data', line: 7 } },
    ]);
  });

  it('end at tabs where there are tabs, so that tokens may hold spaces', async () => {
    expect(await read('New York\tB-LOC\n#hash\tO', { format: 'conll' })).toEqual([
      { tokens: ['New York', '#hash'], tags: ['B-LOC', 'O'], place: { file: 'data', line: 1 } },
    ]);
  });

  it('may have comments before a sentence', async () => {
    expect(await read('# sent_id = 1\n# text = go\ngo O\n\n# another one is here\nit O\n', { format: 'conll' })).toEqual([
      { tokens: ['go'], tags: ['O'], place: { file: 'data', line: 3 } },
      { tokens: ['it'], tags: ['O'], place: { file: 'data', line: 6 } },
    ]);
  });

  it('may lack tags if told so', async () => {
    expect(await read('go\nit\n', { format: 'conll', tags: 'optional' })).toEqual([
      { tokens: ['go', 'it'], place: { file: 'data', line: 1 } },
    ]);
    expect(await read('{"tokens": ["go"]}', { format: 'jsonl', tags: 'optional' })).toEqual([
      { tokens: ['go'], place: { file: 'data', line: 1 } },
    ]);
  });
});

describe('a bad file', () => {
  it.each<[TaggedFormat, string, string]>([
    ['jsonl', '{"tokens": ["a", "b"], "tags": ["O"]}', 'data:1: has 2 tokens and 1 tag; give each token one tag'],
    ['jsonl', '{"words": ["a"]}', 'data:1: there is no field "tokens" (fields: words); set tokensColumn (--tokens-column)'],
    ['jsonl', '{"tokens": ["a"]}', 'data:1: there is no field "tags" (fields: tokens); set tagsColumn (--tags-column)'],
    ['jsonl', '{"tokens": ["a"], "tags": null}', 'data:1: the field "tags" is null; give it a value or remove the line'],
    ['jsonl', '{"tokens": "a b", "tags": ["O"]}', 'data:1: "tokens" must be a list of strings, but is "a b"'],
    ['jsonl', '{"tokens": ["a"], "tags": [3]}', 'data:1: "tags" must be a list of strings, but is [3]'],
    ['jsonl', '{"tokens": ["a"], "tags": ["O"], "label": []}', 'data:1: "label" must be a string or a number'],
    ['jsonl', '', 'data: has no sentences; is it the right file?'],
    ['conll', '', 'data: has no sentences; is it the right file?'],
    ['conll', '-DOCSTART- O\n\n', 'data: has no sentences; is it the right file?'],
    ['conll', 'a O\nb X O\n', 'data:2: this token has 3 columns where those before have 2; mend it'],
    ['conll', 'a O\n\nb\n', 'data:3: this token has 1 column where those before have 2; mend it'],
    ['conll', 'a\nb\n', 'data:1: there is one column, so tokens have no tags; write the tag behind each token'],
    ['conll', 'a O\n\0 O', 'data:2: has a NUL byte'],
  ])('of %s is told of by line: %j', async (format, content, message) => {
    const reading = read(content, { format });
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toBeInstanceOf(DataError);
  });

  it('is no file of an unknown format', () => {
    expect(() => readTaggedExamples(data(''), { format: 'csv' as TaggedFormat })).toThrow('format must be one of jsonl, conll');
  });
});
