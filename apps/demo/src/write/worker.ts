import { expose } from 'comlink';
import { startBackend } from '../compute/start-backend.js';
import { createSession } from './session.js';

expose(createSession(startBackend));
