import { shellWords } from '../shell/words.js';
import type { RunningBackend } from './backend-choice.js';

/** A backend in a few words, such as `WebAssembly, 3 threads`. */
export function describeBackend({ name, threads, adapter, software }: RunningBackend): string {
  const words = shellWords();
  const parts = [words.backends[name]];
  if (threads !== undefined) parts.push(words.threads(threads));
  if (adapter) parts.push(adapter);
  if (software) parts.push(words.software);
  return parts.join(words.comma);
}
