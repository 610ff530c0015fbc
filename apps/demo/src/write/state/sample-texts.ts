import type { TextName } from '../settings.js';

const loaded = new Map<string, string>();

/**
 * A text that the site brings along, from its own origin.
 *
 * @throws Error if it cannot be loaded
 */
export async function sampleText(name: Exclude<TextName, 'own'>): Promise<string> {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const response = await fetch(`../samples/${name}.txt`);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  const text = await response.text();
  loaded.set(name, text);
  return text;
}
