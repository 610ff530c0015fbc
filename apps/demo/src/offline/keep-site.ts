import { signal } from '@preact/signals';
import { asks } from './asks.js';

/** A version of the site that is here and waits for the pages of the one before to be left. */
export const waitingVersion = signal<ServiceWorker | undefined>(undefined);

/**
 * Keeps the site on the visitor's machine once this page is loaded, so that the next one needs no network, and is isolated on any host.
 *
 * @param root address of the site's folder, relative to the page
 */
export function keepSite(root: string): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const isAgain = serviceWorker.controller !== null;
  let isKept = isAgain;
  serviceWorker.addEventListener('controllerchange', () => {
    // What this page would load later belongs to the version before, which is no longer there. The first version of all is its own.
    if (isKept) location.reload();
    isKept = true;
  });
  const start = (): void => void register(root, isAgain).catch(() => undefined);
  if (document.readyState === 'complete') start();
  else addEventListener('load', start);
}

/** Where storage is forbidden it fails, and the site works as long as there is a network. */
async function register(root: string, isAgain: boolean): Promise<void> {
  const registration = await navigator.serviceWorker.register(`${root}service-worker.js`);
  // Nobody has begun anything on a page that has just been opened.
  if (isAgain) registration.waiting?.postMessage(asks.takeOverIfAlone);
  const tell = (): void => {
    // The first version of all waits for nobody.
    if (navigator.serviceWorker.controller) waitingVersion.value = registration.waiting ?? undefined;
  };
  const follow = (): void => registration.installing?.addEventListener('statechange', tell);
  tell();
  // One may be on its way already.
  follow();
  registration.addEventListener('updatefound', follow);
}

/** Loads every open page of the site anew, in the version that waits. */
export function openWaitingVersion(): void {
  waitingVersion.value?.postMessage(asks.takeOver);
}
