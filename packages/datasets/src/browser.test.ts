import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('./index.ts', import.meta.url));

/** A page that reads a CSV file, as one script. */
const page = `
  import { blobSource, createTokenizer, createVocabularyCounter, parseVocabulary, readTextExamples } from ${JSON.stringify(main)};
  export async function read(blob) {
    const tokenizer = createTokenizer({ kind: 'words' });
    const counter = createVocabularyCounter();
    const texts = [];
    for await (const { text } of readTextExamples(blobSource('file.csv', blob), { format: 'csv' })) {
      texts.push(text);
      counter.add(tokenizer.tokenize(text));
    }
    return { texts, tokens: parseVocabulary(counter.build().toJSON()).tokens };
  }
`;

async function bundle(content: string): Promise<{ code: string; imports: readonly string[]; warnings: string[] }> {
  const warnings: string[] = [];
  const build = await rolldown({
    input: 'page.js',
    platform: 'browser',
    resolve: { conditionNames: ['@tidegate/source', 'browser', 'import', 'default'], extensionAlias: { '.js': ['.ts', '.js'] } },
    onLog: (_, { message }) => void warnings.push(message),
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === 'page.js' ? id : null),
        load: (id) => (id === 'page.js' ? content : null),
      },
    ],
  });
  const { output } = await build.generate({ format: 'iife', name: 'page' });
  return { code: output[0].code, imports: output[0].imports, warnings };
}

describe('the main entry', () => {
  it('bundles for a browser as a whole, with nothing of Node', async () => {
    const { imports, warnings } = await bundle(`export * from ${JSON.stringify(main)};`);
    expect(imports).toEqual([]);
    expect(warnings.filter((message) => message.includes('node:') || message.includes('resolve'))).toEqual([]);
  });

  it('reads a file where there is only what a browser has', async () => {
    const { code } = await bundle(page);
    const context = createContext({ TextDecoder, TextEncoder });
    const { texts, tokens } = await runInContext(`${code}; page`, context).read(new Blob(['text,label\n"x, y",A\n世界 y,B']));
    expect(texts).toEqual(['x, y', '世界 y']);
    expect(tokens).toEqual(['<pad>', '<unk>', 'y', ',', 'x', '世界']);
  });
});
