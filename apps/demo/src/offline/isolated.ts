/** With these a page and its workers may share memory among threads, whatever the host sends. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** The same response, isolated from other sites. */
export function isolated({ body, status, statusText, headers: given }: Response): Response {
  const all = new Headers(given);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(body, { status, statusText, headers: all });
}
