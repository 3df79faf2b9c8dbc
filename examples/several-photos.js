/** node several-photos.js [photo...]: loads the network once; Ctrl-C ends a drawing early with the best so far. */
import { ClipassoError, createSketcher, saveSketch } from 'clipasso';
import { duck } from './duck.js';

const given = process.argv.slice(2);
const photos = given.length > 0 ? given : [duck, duck.replace('duck', 'balloon'), 'no-such-photo.jpg'];

const controller = new AbortController();
process.once('SIGINT', () => controller.abort());

const sketcher = await createSketcher({ strokes: 6, seeds: 1, iterations: 2 });
for (const [i, photo] of photos.entries()) {
  try {
    const { sketch, loss, aborted } = await sketcher.sketch(
      photo,
      { seed: i },
      {
        signal: controller.signal,
        onEvent: (event) => {
          if (event.stage === 'optimise') console.log(`  step ${event.step} of ${event.steps}`);
        },
      },
    );
    await saveSketch(sketch, `out/${i}.svg`);
    console.log(`${photo} -> out/${i}.svg (loss ${loss.toFixed(3)})`);
    if (aborted) break;
  } catch (error) {
    // what a user can mend has a code and one line of text; anything else is a bug
    if (!(error instanceof ClipassoError)) throw error;
    console.log(`${error.code}: ${error.message}`);
  }
}
sketcher.dispose();
