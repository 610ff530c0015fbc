import { expect, test } from 'vitest';
import { localGroups } from '../../../../packages/training/src/testing/local-groups.js';
import { writeData } from '../testing/small-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { assertSameInputs, type Inputs } from './assert-same-inputs.js';
import { ToldElsewhere } from './told-elsewhere.js';

/** What comes of processes that have these inputs. */
function outcomes(...inputs: readonly Inputs[]): Promise<PromiseSettledResult<void>[]> {
  return Promise.allSettled(localGroups(inputs.length).map((group, rank) => assertSameInputs(group, inputs[rank] as Inputs)));
}

test('all have the same model and the same data', async () => {
  const folder = temporaryFolder();
  const [file, other] = [{ preset: 'textrnn' }, { preset: 'rcnn' }];
  const [data, longer] = [writeData(folder, 'a.txt', 'one'), writeData(folder, 'b.txt', 'three')];
  const missing = `${data}.missing`;
  const same = { status: 'fulfilled', value: undefined };
  expect(await outcomes({ file, data }, { file, data })).toEqual([same, same]);
  expect(await outcomes({ file }, { file })).toEqual([same, same]);
  expect(await outcomes({ file, data: folder }, { file, data: missing })).toEqual([same, same]);

  const [first, second] = await outcomes({ file, data }, { file, data: longer });
  expect(String((first as PromiseRejectedResult).reason)).toContain(
    'rank 1 differs from rank 0 in the bytes of --data (5, not 3); start all with the same command',
  );
  expect(second).toEqual({ status: 'rejected', reason: new ToldElsewhere(1) });
  const [models] = await outcomes({ file }, { file }, { file: other });
  expect(String((models as PromiseRejectedResult).reason)).toContain('rank 2 differs from rank 0 in the checksum of the model (');
});
