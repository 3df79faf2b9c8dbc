/**
 * node server.js [port]: POST /sketch with a photo as the body answers with its SVG; GET /health answers at any time, because the
 * drawing is done in a thread of its own. Without a port it asks itself for one drawing, and ends.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { ClipassoError, createSketcher, PRESETS, writeSvg } from 'clipasso';
import { duck } from './duck.js';

const sketcher = await createSketcher({ ...PRESETS.draft, strokes: 8 });

const server = createServer(async (request, response) => {
  if (request.url === '/health') return response.end('ok\n');
  const controller = new AbortController();
  response.on('close', () => controller.abort()); // nobody waits for the drawing any more
  try {
    const result = await sketcher.sketch(await buffer(request), {}, { signal: controller.signal });
    response.setHeader('content-type', 'image/svg+xml').end(writeSvg(result.sketch));
  } catch (error) {
    response.statusCode = error instanceof ClipassoError && error.code === 'input' ? 400 : 500;
    response.end(`${error.message}\n`);
  }
});

const [port] = process.argv.slice(2);
server.listen(port ?? 0, '127.0.0.1');
await once(server, 'listening');
const address = `http://127.0.0.1:${server.address().port}`;
console.log(`listening on ${address}`);

if (port === undefined) {
  let drawing = true;
  const drawn = fetch(`${address}/sketch`, { method: 'POST', body: await readFile(duck) }).finally(() => {
    drawing = false;
  });
  const times = [];
  while (drawing) {
    const started = performance.now();
    await (await fetch(`${address}/health`)).text();
    times.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const svg = await (await drawn).text();
  times.sort((a, b) => a - b);
  const middle = times[times.length >> 1].toFixed(1);
  console.log(
    `${svg.match(/<path/g).length} strokes; /health was answered ${times.length} times meanwhile, in ${middle} ms each`,
  );
  sketcher.dispose();
  server.close();
}
