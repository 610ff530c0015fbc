import { execFileSync } from 'node:child_process';
import { repositoryRoot } from './repository.mjs';

/**
 * What git answers, without the line end, or undefined where it refuses or is missing.
 *
 * @param {readonly string[]} args
 */
export function git(args, cwd = repositoryRoot) {
  try {
    return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26 }).trimEnd();
  } catch {
    return undefined;
  }
}

/** The files of the working tree that git tracks or would: paths from the root, ignored ones left out. */
export function workingTreeFiles(cwd = repositoryRoot) {
  return git(['ls-files', '--cached', '--others', '--exclude-standard', '-z'], cwd)
    ?.split('\0')
    .filter((path) => path !== '');
}
