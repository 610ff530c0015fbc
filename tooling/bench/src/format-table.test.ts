import { expect, it } from 'vitest';
import { formatTable } from './format-table.js';

const ours = { case: 'adder', description: 'two layers', backend: 'cpu', tidegateMilliseconds: 4.5 };

it('puts both sides and their ratio in a row', () => {
  const table = formatTable([{ ...ours, torchMilliseconds: 1.5, torchVersion: '1.13.0', ratio: 3 }], ['python3']);
  expect(table.split('\n').slice(0, 3)).toEqual([
    'case   backend  Tidegate ms  PyTorch 1.13.0 ms  ratio',
    '-----  -------  -----------  -----------------  -----',
    'adder  cpu             4.50               1.50   3.00',
  ]);
  expect(table).toContain('adder: two layers');
  expect(table).not.toContain('apt install');
});

it('says how to get PyTorch where there is none', () => {
  const table = formatTable([ours], ['python3', '/opt/python']);
  expect(table).toContain('not measured');
  expect(table).toContain('No PyTorch was found (tried python3, /opt/python): install it, on Debian with "apt install python3-torch".');
});
