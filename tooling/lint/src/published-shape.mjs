#!/usr/bin/env node
/** Says what publint and "are the types wrong" find in the tarballs named on the command line; exit code 1 where they find anything. */
import { readFileSync } from 'node:fs';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

/** ESM only: how CommonJS and the resolution of Node 10 see a package is no promise of ours. */
const promised = ['node16-esm', 'bundler'];

/** @param {string} path @returns {Promise<string[]>} */
export async function shapeProblems(path) {
  const data = readFileSync(path);
  const archive = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: archive }, strict: true });
  const problems = messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`);
  const types = await checkPackage(createPackageFromTarballData(data));
  for (const problem of types.types === false ? [] : types.problems) {
    if ('resolutionKind' in problem && !promised.includes(problem.resolutionKind)) continue;
    if (problem.kind === 'CJSResolvesToESM') continue;
    problems.push(`types: ${problem.kind} ${'entrypoint' in problem ? problem.entrypoint : ''}`);
  }
  // A package without types is right only where it has nothing to import.
  if (types.types === false && pkg.exports?.['.'] !== undefined) problems.push('types: none are published');
  return problems.map((problem) => `${pkg.name}: ${problem}`);
}

if (process.argv[1] === import.meta.filename) {
  const problems = (await Promise.all(process.argv.slice(2).map(shapeProblems))).flat();
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
