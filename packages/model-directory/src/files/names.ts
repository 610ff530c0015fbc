export const configName = 'config.json';
export const weightsName = 'model.safetensors';
export const runName = 'run.json';
export const cardName = 'README.md';

/** The key of `run.json` below which settings stand that hold where the run goes on, and not where it is repeated. */
export const onResumeKey = 'onResume';
