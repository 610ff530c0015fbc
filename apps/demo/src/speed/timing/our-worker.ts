import { allCases } from '@tidegate/bench-cases';
import { expose } from 'comlink';
import { createStepTimer } from './create-step-timer.js';
import { startOurBackend } from './our-backends.js';

expose(createStepTimer({ startBackend: startOurBackend, cases: allCases }));
