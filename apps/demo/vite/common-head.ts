import type { HtmlTagDescriptor, Plugin } from 'vite';

/**
 * Nothing from elsewhere: a page that trains on the visitor's own text must not be able to send it anywhere. Compiling WebAssembly is
 * allowed, evaluating text is not; the threads of the WebAssembly backend start from a blob.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval' blob:",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** What stands in the head of every page. The server of development has scripts of its own in the page, which the policy would stop. */
export function commonHead(): Plugin {
  let isBuild = false;
  return {
    name: 'tidegate-common-head',
    configResolved: ({ command }) => {
      isBuild = command === 'build';
    },
    transformIndexHtml(_html, { path }) {
      const root = path === '/index.html' ? './' : '../';
      const tags: HtmlTagDescriptor[] = [
        { tag: 'meta', attrs: { charset: 'utf-8' } },
        { tag: 'meta', attrs: { name: 'viewport', content: 'width=device-width, initial-scale=1' } },
        { tag: 'meta', attrs: { name: 'theme-color', content: '#0b5c66' } },
        { tag: 'link', attrs: { rel: 'icon', href: `${root}icon.svg`, type: 'image/svg+xml' } },
        // Before the first paint: a page that flashes white in the dark hurts.
        { tag: 'script', attrs: { src: `${root}appearance.js` } },
      ];
      if (isBuild) {
        tags.unshift({ tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy } });
        tags.push(
          { tag: 'link', attrs: { rel: 'manifest', href: `${root}manifest.webmanifest` } },
          { tag: 'link', attrs: { rel: 'apple-touch-icon', href: `${root}apple-touch-icon.png` } },
        );
      }
      return tags.map((tag) => ({ ...tag, injectTo: 'head-prepend' as const }));
    },
  };
}
