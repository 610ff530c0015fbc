import { tfjsLayersCases } from '@tidegate/bench-cases/tfjs-layers';
import { expose } from 'comlink';
import { createStepTimer } from './create-step-timer.js';
import { startStockBackend, stockFailure } from './stock-backends.js';

expose(createStepTimer({ startBackend: startStockBackend, cases: tfjsLayersCases, failure: stockFailure }));
