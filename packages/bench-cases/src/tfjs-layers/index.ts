export { type TfjsLayersCase, tfjsLayersCases } from './tfjs-layers-cases.js';
export { type WatchedDevice, watchDevice } from './watch-device.js';
