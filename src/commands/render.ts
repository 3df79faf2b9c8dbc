import { parse } from 'node:path';
import { Command } from 'commander';
import { ClipassoError, invalidOption } from '../errors.ts';
import type { Sketch } from '../result.ts';
import {
  addOutputOptions,
  checkOutputs,
  collect,
  numberOption,
  type OutputOptions,
  saveOptionsFrom,
  showPreview,
  writeOutputs,
} from './output-options.ts';

interface RenderOptions extends OutputOptions {
  readonly out?: readonly string[];
  readonly width?: number;
  readonly preview?: boolean;
  readonly quiet?: boolean;
}

/** `clipasso render`: a finished sketch into other formats, sizes and colours. */
export function renderCommand(): Command {
  const command = new Command('render')
    .description('redraw a finished sketch (SVG or strokes JSON) without optimising')
    .argument('<sketch>', 'SVG or strokes JSON file, - for standard input')
    .option('-o, --out <file>', 'output; repeatable, the extension decides, - for SVG on stdout', collect)
    .addOption(numberOption('--width <pixels>', "width of all strokes, in the sketch's own pixels"))
    .option('--preview', 'show the sketch in the terminal')
    .option('-q, --quiet', 'print nothing');
  return addOutputOptions(command).action(render);
}

async function render(source: string, options: RenderOptions): Promise<void> {
  const { out } = options;
  if (!out)
    throw new ClipassoError('usage', 'Nothing to write: name an output with --out, such as -o sketch.png');
  await checkOutputs(out);
  const style = await saveOptionsFrom(options, source === '-' ? undefined : parse(source).name);
  const { loadSketch } = await import('../output/load.ts');
  const { sketch, metadata } = await loadSketch(source);
  const drawn = options.width === undefined ? sketch : withWidth(sketch, options.width);
  await writeOutputs(drawn, out, style, metadata ?? undefined);
  if (options.preview && !options.quiet) await showPreview(drawn, style);
  if (!options.quiet) {
    for (const path of out) if (path !== '-') process.stderr.write(`Wrote ${path}\n`);
  }
}

function withWidth(sketch: Sketch, width: number): Sketch {
  if (!(width >= 0.01 && width <= 1000)) throw invalidOption('width', 'a number from 0.01 to 1000', width);
  const widths = sketch.strokes.widths.map(() => width);
  return { ...sketch, strokes: { ...sketch.strokes, widths } };
}
