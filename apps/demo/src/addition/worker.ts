import { expose } from 'comlink';
import { startBackend } from '../compute/start-backend.js';
import { createAdderWorker } from './network/adder-worker.js';

expose(createAdderWorker(startBackend));
