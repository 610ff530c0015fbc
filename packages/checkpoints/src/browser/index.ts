export { indexedDbStorage } from './indexed-db-storage.js';
