import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Run } from './run-in-process.js';

/** What a process prints, and ends with. @param onOutput is called with each piece of standard output */
export function collectRun<Child extends ChildProcessWithoutNullStreams>(
  child: Child,
  onOutput?: (child: Child, chunk: string) => void,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    // As text, so that a character of several bytes may come in two pieces.
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
      onOutput?.(child, chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? -1, stdout, stderr }));
  });
}
