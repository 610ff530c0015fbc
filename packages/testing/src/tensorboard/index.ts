export { type PublishedEvent, readTensorboard } from './read-tensorboard.js';
