import { indexedDbStorage } from '@tidegate/checkpoints/browser';
import type { ModelFiles } from './model-files.js';

/** A model that is kept in this browser. */
export interface SavedModel {
  readonly name: string;
  readonly date: Date;
}

/** The pages keep their models apart: none can open those of another. */
const databaseOf = (page: string) => indexedDbStorage(`tidegate-${page}`);
const between = '--';

/** Those of a page, the newest first. */
export async function savedModels(page: string): Promise<SavedModel[]> {
  const names = await databaseOf(page).names();
  return names.map(describe).sort((a, b) => b.date.getTime() - a.date.getTime());
}

/** The date stands in the name, so that a list of them reads no weights. */
function describe(name: string): SavedModel {
  return { name, date: new Date(Number(name.split(between).at(-1))) };
}

/** Keeps a model; it stays when the page is closed. */
export async function keepModel(page: string, title: string, files: ModelFiles): Promise<void> {
  const word = title.replace(/[^\w-]+/g, '-').replace(/^-+/, '') || 'model';
  await databaseOf(page).write(`${word}${between}${Date.now()}`, files);
}

export function readSavedModel(page: string, name: string): Promise<ModelFiles> {
  return databaseOf(page).read(name);
}

export async function removeSavedModel(page: string, name: string): Promise<void> {
  await databaseOf(page).remove(name);
}

/** The name without its date. */
export function titleOf({ name }: SavedModel): string {
  return name.split(between).slice(0, -1).join(between);
}
