import { expect, test } from 'vitest';
import { ensureSystemPackages } from './system-packages.mjs';

test('a program that is there needs nothing', async () => {
  const wanted = [{ program: 'node', debianPackage: 'nodejs', reason: 'runs this' }];
  expect(await ensureSystemPackages(wanted, false)).toMatchObject({ ok: true });
});

test('without the right to install, a missing program is named with its reason and its package', async () => {
  const wanted = [{ program: 'tidegate-no-such-program', debianPackage: 'no-such-package', reason: 'draws the charts' }];
  const { ok, output } = await ensureSystemPackages(wanted, false);
  expect(ok).toBe(false);
  expect(output).toContain('tidegate-no-such-program: draws the charts');
  expect(output).toContain('apt-get install no-such-package');
});

test('a shared library is looked for where Linux does', async () => {
  const missing = { library: 'libtidegate.so.9', debianPackage: 'libtidegate9', reason: 'opens the gates' };
  const { ok, output } = await ensureSystemPackages([missing], false);
  expect(ok).toBe(false);
  expect(output).toContain('libtidegate.so.9: opens the gates');
});

test('a folder is there or named', async () => {
  const wanted = { folder: import.meta.dirname, debianPackage: 'tidegate-data', reason: 'holds the tide tables' };
  expect(await ensureSystemPackages([wanted], false)).toMatchObject({ ok: true });
  const { ok, output } = await ensureSystemPackages([{ ...wanted, folder: '/no/such/folder' }], false);
  expect(ok).toBe(false);
  expect(output).toContain('/no/such/folder: holds the tide tables');
});
