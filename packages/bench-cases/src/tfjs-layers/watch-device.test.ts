import { expect, it } from 'vitest';
import { type WatchedDevice, watchDevice } from './watch-device.js';

/** A device that finishes its work when told to, and is lost when told to. */
function createDevice() {
  let finish: () => void = () => undefined;
  let lose: (info: { reason: string; message: string }) => void = () => undefined;
  const device = Object.assign(new EventTarget(), {
    queue: { onSubmittedWorkDone: () => new Promise<void>((resolve) => (finish = resolve)) },
    lost: new Promise((resolve) => (lose = resolve)),
  });
  return {
    device: device as typeof device & WatchedDevice,
    finish: () => finish(),
    lose: (info: { reason: string; message: string }) => lose(info),
  };
}

const uncaptured = (message: string) => Object.assign(new Event('uncapturederror', { cancelable: true }), { error: { message } });

it('tells the first error that nobody caught, also one that comes late', async () => {
  const { device, finish } = createDevice();
  const failure = watchDevice(device);
  const well = failure();
  finish();
  expect(await well).toBeUndefined();
  const asked = failure();
  const event = uncaptured('invalid shader module');
  device.dispatchEvent(event);
  device.dispatchEvent(uncaptured('invalid pipeline'));
  finish();
  expect(await asked).toBe('invalid shader module');
  expect(event.defaultPrevented).toBe(true);
});

it('tells that the device was lost', async () => {
  const { device, finish, lose } = createDevice();
  const failure = watchDevice(device);
  lose({ reason: 'unknown', message: 'driver reset' });
  const asked = failure();
  finish();
  expect(await asked).toBe('the GPU device was lost (unknown): driver reset');
});
