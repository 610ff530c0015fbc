import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Learned, Lesson, Trained, Training } from './app.js';

/** Runs the page's training in plain Node, which must end by itself. */
export function trainInNode(folder: string, training: Training): Promise<Trained> {
  return callInNode(folder, 'train-adder.js', 'trainAdder', training, 60_000);
}

/** Trains the whole adder with the page's code in plain Node, which must end by itself. */
export function learnInNode(folder: string, lesson: Lesson): Promise<Learned> {
  return callInNode(folder, 'learn-addition.js', 'learnAddition', lesson, 300_000);
}

async function callInNode<Result>(folder: string, module: string, name: string, argument: unknown, timeout: number): Promise<Result> {
  const script = `import { ${name} } from './${module}'; console.log(JSON.stringify(await ${name}(${JSON.stringify(argument)})));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder, timeout });
  return JSON.parse(stdout);
}
