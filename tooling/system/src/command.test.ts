import { expect, test } from 'vitest';
import { runNode, withoutNpmNoise } from './command.mjs';

test('an exit code is an answer, with both streams in order and the environment quiet', async () => {
  const script = "console.log('out', process.env.TURBO_TELEMETRY_DISABLED); console.error('err'); process.exitCode = 3;";
  const { code, output, stdout } = await runNode(['--eval', script]);
  expect(code).toBe(3);
  expect(stdout).toBe('out 1\n');
  expect(output.split('\n').sort()).toEqual(['err', 'out 1']);
});

test('what npm says about inherited settings is dropped, and nothing else', () => {
  const text = [
    'npm warn Unknown user config "nodedir". This will stop working in the next major version of npm.',
    'npm warn deprecated thing@1.0.0: use another',
    'npm error code E404',
  ].join('\n');
  expect(withoutNpmNoise(text).split('\n')).toEqual(text.split('\n').slice(1));
});
