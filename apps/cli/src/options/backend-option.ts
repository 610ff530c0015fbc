import { Option } from 'commander';
import { backendNames } from '../backends/adapters.js';
import { oneOf } from './parse.js';

export function backendOption(): Option {
  const names = backendNames.join(', ');
  return new Option('--backend <name>', `what computes: ${names} (default: the first that works)`).argParser(
    oneOf('--backend', backendNames),
  );
}
