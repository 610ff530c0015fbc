import { expose } from 'comlink';
import type { BackendChoice, RunningBackend } from '../compute/backend-choice.js';
import { startBackend } from '../compute/start-backend.js';
import { createSession, type Session } from './run/session.js';

export interface ClassifyApi extends Session {
  /** Call it first, once. */
  start(choice: BackendChoice): Promise<RunningBackend>;
}

const api: ClassifyApi = {
  start: (choice) => startBackend(choice, 'small'),
  ...createSession(),
};

expose(api);
