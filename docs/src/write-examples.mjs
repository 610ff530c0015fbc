import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pageToModule } from './page-to-module.mjs';

const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));
const examplesFolder = fileURLToPath(new URL('../.examples', import.meta.url));
const helper = fileURLToPath(new URL('./test-page.js', import.meta.url));

/** @param {string} folder @returns {string[]} the names in a folder, none where it does not exist */
const namesIn = (folder) => (existsSync(folder) ? readdirSync(folder) : []);

/** @param {string} root @returns {string[]} the pages whose code runs as tests, as paths from the repository's root */
function pages(root) {
  const readmes = ['packages', 'apps'].flatMap((folder) => namesIn(join(root, folder)).map((name) => `${folder}/${name}/README.md`));
  const guide = namesIn(join(root, 'docs/guide')).map((name) => `docs/guide/${name}`);
  return ['README.md', ...guide.filter((path) => path.endsWith('.md')), ...readmes].filter((path) => existsSync(join(root, path)));
}

/** @param {string} path @param {string} text */
function writeIfChanged(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/**
 * Writes each page's code as `docs/.examples/PAGE.ts`, and beside it the test that runs it.
 *
 * They are files so that the compiler checks them like any other source. What belongs to no page any more is removed.
 */
export function writeExamples(root = repositoryRoot, folder = examplesFolder) {
  const written = new Set();
  for (const page of pages(root)) {
    const { code, prints } = pageToModule(readFileSync(join(root, page), 'utf8'));
    if (code === '') continue;
    const file = join(folder, `${page}.ts`);
    const test = join(folder, `${page}.test.ts`);
    const toHelper = relative(dirname(test), helper).replaceAll('\\', '/');
    const load = `() => import('./${page.split('/').at(-1)}.js')`;
    writeIfChanged(file, `${code}export {};\n`);
    writeIfChanged(test, `import { testPage } from '${toHelper}';\n\ntestPage('${page}', ${load}, ${JSON.stringify(prints)});\n`);
    written.add(file).add(test);
  }
  for (const entry of existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : []) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !written.has(path)) rmSync(path);
  }
  return [...written];
}
