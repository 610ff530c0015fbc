import { spawn } from 'node:child_process';
import { packageManager, repositoryRoot } from './repository.mjs';

/** Lines that npm prints about configuration it inherited; they say nothing about this repository. */
const npmNoise =
  /^npm (warn|notice)\b.*(Unknown (user|env|project|builtin|cli) config|New (major|minor|patch) version of npm|Changelog:|To update run:|^npm notice\s*$)/i;

/** @param {string} text */
export const withoutNpmNoise = (text) =>
  text
    .split('\n')
    .filter((line) => !npmNoise.test(line))
    .join('\n')
    .trim();

/** What every command of these scripts runs with: no prompts, no telemetry, no update notices. */
const quietEnvironment = {
  CI: '1',
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  NO_UPDATE_NOTIFIER: '1',
};

/**
 * Runs a command and keeps what it prints; a non-zero exit is an answer, not an exception.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, timeout?: number }} [options] `timeout` in milliseconds, after which it is ended
 * @returns {Promise<{ code: number, output: string, stdout: string }>} `output` holds both streams in order
 */
export function run(command, args, { cwd = repositoryRoot, env = {}, timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...quietEnvironment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout,
    });
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', (error) => resolve({ code: 127, output: `${command} did not start: ${error.message}`, stdout }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: withoutNpmNoise(output), stdout }));
  });
}

/** Runs a command on this terminal, as if typed. @param {string} command @param {readonly string[]} args @returns {Promise<number>} */
export function runInteractive(command, args, { cwd = process.cwd() } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Runs the pinned pnpm, which npx fetches where it is missing and puts in the PATH of everything it starts. */
export const runPnpm = (args, options) => run('npx', ['--yes', packageManager(), ...args], options);

/** Runs a script of the workspace's own Node. */
export const runNode = (args, options) => run(process.execPath, args, options);
