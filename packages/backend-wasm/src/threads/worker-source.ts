/**
 * What a worker runs, as text: a bundler then has no second file to find, and the same lines serve Node and a page.
 *
 * It is told once what to run, answers, and goes into the compiled loop, which returns when the threads are stopped.
 */
export const workerSource = `
const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
const port = node ? node.parentPort : self;
const start = ({ module, memory, control, thread }) => {
  const instance = new WebAssembly.Instance(module, { env: { memory, abort() {} } });
  port.postMessage('ready');
  try {
    instance.exports.work(control, thread);
  } catch (error) {
    instance.exports.fail(control);
    throw error;
  }
  port.close();
};
if (node) port.once('message', start);
else port.onmessage = ({ data }) => start(data);
`;
