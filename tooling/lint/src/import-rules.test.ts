import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { afterEach, expect, test } from 'vitest';
import config from './dependency-cruiser.config.mjs';
import { allowedImports } from './import-direction.mjs';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The names of the rules that a small tree of files breaks. */
async function brokenRules(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'tidegate-import-rules-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { forbidden, options } = config;
  const result = await cruise(
    ['packages', 'apps'].filter((folder) => Object.keys(files).some((path) => path.startsWith(folder))),
    {
      ...options,
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: forbidden ?? [] },
    },
  );
  if (typeof result.output === 'string') throw new Error(result.output);
  return [...new Set(result.output.summary.violations.map(({ rule }) => rule.name))];
}

const importing = (path: string) => `import { value } from '${path}';\nexport const copy = value;\n`;
const value = 'export const value = 1;\n';

test('an arrow of the architecture is allowed', async () => {
  const files = { 'packages/ops/src/a.ts': importing('../../core/src/a.js'), 'packages/core/src/a.ts': value };
  expect(await brokenRules(files)).toEqual([]);
});

test.each([
  ['packages/core', 'packages/ops'],
  ['packages/ops', 'packages/cells'],
  ['packages/cells', 'packages/training'],
  ['packages/models', 'packages/training'],
  ['packages/training', 'packages/models'],
  ['packages/training', 'packages/backend-cpu'],
  ['packages/datasets', 'packages/ops'],
  ['packages/formats', 'packages/ops'],
  ['packages/formats', 'packages/models'],
  ['packages/models', 'packages/formats'],
  ['packages/formats', 'packages/onnx'],
  ['packages/onnx', 'packages/training'],
  ['packages/onnx', 'packages/backend-cpu'],
  ['packages/backend-wasm', 'packages/backend-cpu'],
  ['packages/cells', 'packages/testing'],
  ['packages/core', 'apps/cli'],
  ['apps/demo', 'apps/cli'],
  ['apps/cli', 'packages/testing'],
])('%s may not import %s', async (from, to) => {
  const files = { [`${from}/src/a.ts`]: importing(`../../../${to}/src/a.js`), [`${to}/src/a.ts`]: value };
  expect(await brokenRules(files)).toEqual([from.replace(/backend-.*/, 'backend-*').replace(/apps\/.*/, 'apps/*')]);
});

test('an arrow made of types alone counts', async () => {
  const files = {
    'packages/core/src/a.ts': "export type { Value } from '../../ops/src/a.js';\n",
    'packages/ops/src/a.ts': 'export type Value = number;\n',
  };
  expect(await brokenRules(files)).toEqual(['packages/core']);
});

test('a test may use the conformance suites and a backend, and still not climb', async () => {
  const targets = { 'packages/testing/src/a.ts': value, 'packages/backend-cpu/src/a.ts': value, 'packages/models/src/a.ts': value };
  const inTest = (path: string) => brokenRules({ ...targets, 'packages/cells/src/a.test.ts': importing(`../../${path}/src/a.js`) });
  expect(await inTest('testing')).toEqual([]);
  expect(await inTest('backend-cpu')).toEqual([]);
  expect(await inTest('models')).toEqual(['packages/cells (tests)']);
});

test('a test of an app may run the command, and nothing else of it', async () => {
  const targets = { 'apps/cli/src/testing/a.ts': value, 'apps/cli/src/a.ts': value };
  const inTest = (path: string) => brokenRules({ ...targets, 'apps/demo/src/a.test.ts': importing(`../../cli/src/${path}.js`) });
  expect(await inTest('testing/a')).toEqual([]);
  expect(await inTest('a')).toEqual(['apps/* (tests)']);
  expect(await brokenRules({ ...targets, 'packages/core/src/a.test.ts': importing('../../../apps/cli/src/testing/a.js') })).toEqual([
    'packages/core (tests)',
  ]);
});

test('a package outside the table is refused', async () => {
  const files = { 'packages/novel/src/a.ts': importing('./b.js'), 'packages/novel/src/b.ts': value };
  expect(await brokenRules(files)).toContain('known-folder');
});

test('only backends, apps and tests name a backend of TensorFlow.js', async () => {
  const backend = { 'node_modules/@tensorflow/tfjs-backend-cpu/index.js': value };
  const from = (path: string) => brokenRules({ ...backend, [path]: "import '@tensorflow/tfjs-backend-cpu/index.js';\n" });
  expect(await from('packages/cells/src/a.ts')).toEqual(['only-backends-name-a-tfjs-backend']);
  expect(await from('packages/backend-cpu/src/a.ts')).toEqual([]);
  expect(await from('packages/cells/src/a.test.ts')).toEqual([]);
});

test('a cycle between files is refused, also one of types', async () => {
  const cycle = (keyword: string) => ({
    'packages/core/src/a.ts': `import ${keyword} { B } from './b.js';\nexport class A { b?: B }\n`,
    'packages/core/src/b.ts': `import ${keyword} { A } from './a.js';\nexport class B { a?: A }\n`,
  });
  expect(await brokenRules(cycle(''))).toEqual(['no-cycle']);
  expect(await brokenRules(cycle('type'))).toEqual(['no-cycle']);
});

test('an import that leads nowhere is refused', async () => {
  expect(await brokenRules({ 'packages/core/src/a.ts': importing('./missing.js') })).toEqual(['resolvable']);
});

test('the table has no arrow back', () => {
  const reaches = (from: string, seen = new Set<string>()): Set<string> => {
    const direct: readonly string[] = Object.entries(allowedImports).find(([folder]) => folder === from)?.[1] ?? [];
    for (const folder of direct) if (!seen.has(folder)) reaches(folder, seen.add(folder));
    return seen;
  };
  for (const folder of Object.keys(allowedImports)) expect(reaches(folder)).not.toContain(folder);
});
