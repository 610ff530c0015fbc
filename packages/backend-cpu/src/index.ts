export { cpuBackend } from './adapter.js';
