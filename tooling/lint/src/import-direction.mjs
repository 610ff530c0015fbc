/**
 * Which folder may import which: the arrows of the architecture, and nothing else.
 *
 * A package that stands here with an empty list imports no other package of the workspace.
 */
export const allowedImports = {
  'packages/core': [],
  'packages/tfjs-gradients': [],
  'packages/ops': ['packages/core', 'packages/tfjs-gradients'],
  'packages/cells': ['packages/ops', 'packages/core'],
  'packages/models': ['packages/cells', 'packages/ops', 'packages/core'],
  'packages/training': ['packages/ops', 'packages/core'],
  'packages/datasets': ['packages/core'],
  'packages/formats': ['packages/core'],
  'packages/model-directory': ['packages/models', 'packages/datasets', 'packages/formats', 'packages/core'],
  'packages/checkpoints': ['packages/formats', 'packages/core'],
  'packages/distributed-mpi': ['packages/training', 'packages/core'],
  'packages/onnx': ['packages/models', 'packages/cells', 'packages/formats', 'packages/core'],
  'packages/bench-cases': ['packages/models', 'packages/training', 'packages/ops', 'packages/tfjs-gradients', 'packages/core'],
  'packages/backend-[^/]+': ['packages/ops', 'packages/core'],
  'packages/testing': ['packages/cells', 'packages/ops', 'packages/core', 'tooling/fixtures'],
  'apps/[^/]+': [
    'packages/models',
    'packages/training',
    'packages/datasets',
    'packages/formats',
    'packages/model-directory',
    'packages/checkpoints',
    'packages/onnx',
    'packages/distributed-mpi',
    'packages/bench-cases',
    'packages/backend-[^/]+',
    'packages/cells',
    'packages/ops',
    'packages/core',
  ],
};

/** What a test may import besides: the conformance suites, recorded truths, broken files, cells to run, and a backend to run them on. */
export const allowedInTests = ['packages/testing', 'packages/cells', 'packages/backend-[^/]+', 'tooling/fixtures', 'tooling/fuzz'];

/** What only the tests of some folders may import: an app is compared with the command. */
export const allowedInTestsOf = { 'apps/[^/]+': ['apps/cli/src/testing'] };
