import { adder } from './adder.js';
import type { BenchCase } from './bench-case.js';

export const allCases: readonly BenchCase[] = [adder];
