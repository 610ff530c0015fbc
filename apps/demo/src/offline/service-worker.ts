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

addEventListener('message', (event: MessageEvent<Ask>) => {
  const { waitUntil } = event as MessageEvent<Ask> & { waitUntil(work: Promise<void>): void };
  if (event.data === asks.takeOver) waitUntil.call(event, scope.skipWaiting());
  if (event.data === asks.takeOverIfAlone) waitUntil.call(event, takeOverIfAlone());
});

async function takeOverIfAlone(): Promise<void> {
  // A page that was just left may count for a moment.
  for (let attempt = 0; attempt < 5; attempt++) {
    const pages = await scope.clients.matchAll({ includeUncontrolled: true, type: 'window' });
    if (pages.length === 1) return scope.skipWaiting();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
