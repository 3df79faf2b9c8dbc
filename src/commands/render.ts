import { Command } from 'commander';
import { ClipassoError, invalidOption } from '../errors.ts';
import type { OverwritePolicy } from '../output/guard.ts';
import type { Sketch } from '../result.ts';
import { checkBelonging } from './belonging.ts';
import { numberOption } from './number-option.ts';
import {
  addOutputOptions,
  addOverwriteOptions,
  collect,
  configOf,
  type OutputOptions,
  saveOptionsFrom,
  showPreview,
} from './output-options.ts';
import { formatsOf, prepareOutputs } from './outputs.ts';
import { say } from './say.ts';
import { loadSourceSketch } from './source-sketch.ts';
import { expandTemplate, placeholdersOf } from './templates.ts';

interface RenderOptions extends OutputOptions, OverwritePolicy {
  readonly out?: readonly string[];
  readonly config?: string;
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
  return addOutputOptions(addOverwriteOptions(command)).action(render);
}

async function render(source: string, options: RenderOptions, command: Command): Promise<void> {
  if (!options.out)
    throw new ClipassoError('usage', 'Nothing to write: name an output with --out, such as -o sketch.png');
  const values = placeholdersOf(source);
  const out = options.out.map((path) => expandTemplate(path, values));
  const style = await saveOptionsFrom(options, source === '-' ? undefined : values.name);
  checkBelonging(options, formatsOf(out), (name) => command.getOptionValueSource(name) === 'cli');
  const outputs = await prepareOutputs(out, [source, ...configOf(options)], options, style);
  if (!out.some(outputs.isWritten)) {
    if (!options.quiet) for (const path of out) say(`Kept ${path}`);
    return;
  }
  const { sketch, metadata } = await loadSourceSketch(source, options.quiet);
  const drawn = options.width === undefined ? sketch : withWidth(sketch, options.width);
  const written = await outputs.write(drawn, out, style, metadata ?? undefined);
  if (options.quiet) return;
  if (options.preview) await showPreview(drawn, style);
  for (const path of written) say(`Wrote ${path}`);
}

function withWidth(sketch: Sketch, width: number): Sketch {
  if (!(width >= 0.01 && width <= 1000)) throw invalidOption('width', 'a number from 0.01 to 1000', width);
  const widths = sketch.strokes.widths.map(() => width);
  return { ...sketch, strokes: { ...sketch.strokes, widths } };
}
