import { expose } from 'comlink';
import { startBackend } from '../compute/start-backend.js';
import { computePass } from './network/pass.js';
import { measureRemembering } from './network/remembering.js';

const api = { startBackend, computePass, measureRemembering };

/** What the page asks of its worker. */
export type GatesWorker = typeof api;

expose(api);
