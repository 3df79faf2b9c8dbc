/**
 * SVGs as pixels. A few lines of masks, filters or groups in groups can take minutes or gigabytes, and nothing stops a thread that draws them:
 * all but plain ones are drawn by a process of their own, which can be ended.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { ClipassoError } from '../errors.ts';
import { type Sharp, sharp } from '../sharp.ts';
import { systemReason } from '../system-reason.ts';

const PARAMS = {
  /** Most pixels that are drawn, 134 MB; a larger SVG is drawn smaller. */
  pixels: 2 ** 25,
  /** Seconds until the process is ended. */
  seconds: 45,
  /** Its resident memory in bytes at which it is ended; looked at every so many ms. Node and sharp alone take 0.1e9. */
  memory: 1.2e9,
  lookMs: 50,
  /** A plain SVG has at most so many bytes and pixels: a tenth of a second at worst. */
  plain: { bytes: 20_000, pixels: 2 ** 22 },
};

/** What makes the time to draw an SVG more than its elements times its pixels. */
const COSTLY =
  /<\s*(?!\/|!|\?|(?:svg|g|path|rect|circle|ellipse|line|polyline|polygon|title|desc|metadata)\b)|opacity|dash|<!ENTITY/i;

/** sharp's own density for SVG, in dots per inch: one pixel for each of its units. */
const DENSITY = 72;

/** It watches over itself, as it also has to end when this process does. */
const SCRIPT = `
const { writeSync } = require('node:fs');
const [, sharp, options, seconds, memory, lookMs] = process.argv;
const parent = process.ppid;
const end = (why) => { writeSync(2, why); process.kill(process.pid, 'SIGKILL'); };
setTimeout(() => end('time'), 1000 * seconds).unref();
setInterval(() => {
  if (process.memoryUsage.rss() > memory) end('memory');
  if (process.ppid !== parent) end('orphan');
}, lookMs).unref();
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
  require(sharp)(Buffer.concat(chunks), JSON.parse(options)).toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true }).then(({ data, info: { width, height, channels } }) => {
      process.stdout.write(JSON.stringify({ width, height, channels }) + '\\n');
      process.stdout.write(data);
    }, (error) => { process.stderr.write(error.message); process.exitCode = 1; });
});`;

/** What it says when it ends itself. */
const ENDS: Readonly<Record<string, string>> = {
  time: 'takes too long to draw',
  memory: 'takes too much memory to draw',
};

/**
 * The drawing in sRGB with alpha.
 * @param width its own size in pixels
 * @throws ClipassoError 'input' when it takes too long or too much memory, and what libvips says of one that is damaged
 */
export async function drawVectors(
  name: string,
  svg: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  params: typeof PARAMS = PARAMS,
): Promise<Sharp> {
  const scale = Math.min(1, Math.sqrt(params.pixels / (width * height)));
  const options = { density: DENSITY * scale, failOn: 'error', limitInputPixels: 2 * params.pixels } as const;
  const decoder = isPlain(svg, width * height, params) ? null : findSharp();
  if (decoder === null) {
    const drawn = sharp(svg, options).toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' });
    const { data, info } = await drawn.toBuffer({ resolveWithObject: true });
    return sharp(data, { raw: info });
  }
  const { seconds, memory, lookMs } = params;
  const args = [decoder, JSON.stringify(options), ...[seconds, memory, lookMs].map(String)];
  const output = await drawAside(name, svg, args);
  const end = output.indexOf('\n');
  return sharp(output.subarray(end + 1), { raw: JSON.parse(output.toString('utf8', 0, end)) });
}

function isPlain(svg: Uint8Array, pixels: number, { plain }: typeof PARAMS): boolean {
  return (
    svg.length <= plain.bytes && pixels <= plain.pixels && !COSTLY.test(Buffer.from(svg).toString('latin1'))
  );
}

/** Null in a bundle that holds sharp: there all are drawn in this process. */
function findSharp(): string | null {
  try {
    return createRequire(import.meta.url).resolve('sharp');
  } catch {
    return null;
  }
}

function drawAside(name: string, svg: Uint8Array, args: readonly string[]): Promise<Buffer> {
  const child = spawn(process.execPath, ['-e', SCRIPT, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', ELECTRON_RUN_AS_NODE: '1' },
  });
  const [pixels, said]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => pixels.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdin.on('error', () => {}).end(svg); // it may have ended
  return new Promise((resolve, reject) => {
    child.on('error', (cause) => {
      const message = `${name} cannot be drawn, as no process can be started: ${systemReason(cause)}`;
      reject(new ClipassoError('input', message, { cause }));
    });
    child.on('close', (code) => {
      const reason = Buffer.concat(said).toString();
      if (code === 0) return resolve(Buffer.concat(pixels));
      const end = ENDS[reason];
      reject(
        end === undefined
          ? new Error(reason || 'it cannot be drawn')
          : new ClipassoError('input', `${name} ${end}; simplify it or save it as a PNG`),
      );
    });
  });
}
