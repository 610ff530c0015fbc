export { type TfjsLayersCase, tfjsLayersCases } from './tfjs-layers-cases.js';
