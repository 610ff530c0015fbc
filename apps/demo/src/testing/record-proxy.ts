import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Chromium asks for itself, on whatever page it is: whether someone is signed in, what forms are known. */
const ofTheBrowser = /^CONNECT (accounts|android\.clients|clients2|content-autofill|update|optimizationguide-pa)\.google(apis)?\.com:443$/;

export interface RecordProxy {
  /** Such as `http://127.0.0.1:1234`. */
  readonly address: string;
  /** What was asked of hosts other than this machine, by pages and by workers of every kind. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Stands between a browser and every other host: lets nothing through, and writes down what was asked for. */
export async function startRecordProxy(): Promise<RecordProxy> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502, { 'Access-Control-Allow-Origin': '*' }).end();
  });
  server.on('connect', (request, socket) => {
    const line = `CONNECT ${request.url}`;
    if (!ofTheBrowser.test(line)) asked.push(line);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
