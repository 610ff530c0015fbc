import { trainAdder } from './train-adder.js';

addEventListener('message', async ({ data }) => {
  try {
    postMessage({ value: await trainAdder(data) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
});
