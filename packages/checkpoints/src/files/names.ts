import { ArgumentError, type StoredFiles } from '@tidegate/core';

const checkpointName = /^[\w][\w-]*$/;
const fileName = /^[\w][\w.-]*$/;

/** @throws ArgumentError unless it is a word of letters, digits and hyphens, which no system takes for another place */
export function assertCheckpointName(caller: string, name: string): void {
  if (!checkpointName.test(name)) throw new ArgumentError(caller, 'name', name, 'a word of letters, digits and hyphens');
}

/** @throws ArgumentError unless all files have plain names, without folders */
export function assertFileNames(caller: string, files: StoredFiles): void {
  for (const name of Object.keys(files)) {
    if (!fileName.test(name)) throw new ArgumentError(caller, 'files', name, 'files with names of letters, digits, dots and hyphens');
  }
}

/** The checkpoint of a step; as many digits as it takes for the names to stand in the order of the steps. */
export function nameOfStep(step: number): string {
  return `step-${String(step).padStart(8, '0')}`;
}

/** The step of a checkpoint; nothing for a name that is none. */
export function stepOfName(name: string): number | undefined {
  const digits = /^step-(\d{8,15})$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
