import { clientsClaim } from 'workbox-core';
import { addPlugins, precacheAndRoute } from 'workbox-precaching';
import { type Ask, asks } from './asks.js';
import { isolated } from './isolated.js';

/** What a service worker has that a page does not; the compiler knows the names of pages. */
interface ServiceWorkerScope {
  skipWaiting(): Promise<void>;
  readonly clients: { matchAll(options: { includeUncontrolled: boolean; type: 'window' }): Promise<readonly unknown[]> };
}
const scope = globalThis as unknown as ServiceWorkerScope;

// All files of a version are fetched before it takes over, and its pages never see those of another.
addPlugins([{ handlerWillRespond: async ({ response }) => isolated(response) }]);
// The query holds the settings of a run.
precacheAndRoute(import.meta.env.TIDEGATE_FILES, { ignoreURLParametersMatching: [/./], cleanURLs: false });
clientsClaim();

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  if (data === asks.takeOver) void scope.skipWaiting();
  if (data === asks.takeOverIfAlone) void takeOverIfAlone();
});

async function takeOverIfAlone(): Promise<void> {
  const pages = await scope.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  if (pages.length === 1) await scope.skipWaiting();
}
