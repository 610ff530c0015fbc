import { allowedImports, allowedInTests, allowedInTestsOf } from './import-direction.mjs';

const severity = /** @type {const} */ ('error');
/** A test, or a helper of tests, which no build and no package contains. */
const testFile = '([.]test[.]ts$|/src/testing/)';
const anyOf = (folders) => `^(${folders.join('|')})/`;

/** Two rules for a folder: what its sources may not import, and what its tests may not import. */
function directionRules([folder, allowed]) {
  const name = folder.replace('[^/]+', '*');
  // `$1` is the importing package itself, so that one backend or app cannot reach into another.
  const rule = (suffix, from, targets) => ({
    name: `${name}${suffix}`,
    comment: `${name}${suffix} may import only: ${targets.map((target) => target.replace('[^/]+', '*')).join(', ') || 'no other package'}`,
    severity,
    from: { path: `^(${folder})/`, ...from },
    to: { path: '^(packages|apps|docs|tooling)/', pathNot: ['^$1/', ...(targets.length > 0 ? [anyOf(targets)] : [])] },
  });
  return [
    rule('', { pathNot: testFile }, allowed),
    rule(' (tests)', { path: `^(${folder})/.*${testFile}` }, [...allowed, ...allowedInTests, ...(allowedInTestsOf[folder] ?? [])]),
  ];
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(allowedImports).flatMap(directionRules),
    {
      name: 'known-folder',
      comment: 'Every package stands in tooling/lint/src/import-direction.mjs with what it may import.',
      severity,
      from: { path: '^(packages|apps)/', pathNot: anyOf(Object.keys(allowedImports)) },
      to: {},
    },
    {
      name: 'only-backends-name-a-tfjs-backend',
      comment: 'Models, cells and training run on whichever backend the application chose.',
      severity,
      from: { path: '^(packages|apps)/', pathNot: ['^packages/backend-[^/]+/', '^apps/', testFile] },
      to: { path: '@tensorflow/tfjs-backend-' },
    },
    {
      name: 'no-cycle',
      comment: 'Files that import each other cannot be read one at a time; type-only imports count.',
      severity,
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere escapes every other rule. Was the workspace installed and built?',
      severity,
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)(node_modules|dist)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['@tidegate/source', 'node', 'import', 'types', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.d.ts'],
    },
  },
};
