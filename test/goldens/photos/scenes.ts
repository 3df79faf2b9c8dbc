/** What the painted photos show. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Random } from '../../../src/random.ts';
import { across, ball, ellipseBall, fill, grass, line, linear, shadow } from './brush.ts';

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly paint: (context: SKRSContext2D, random: Random) => void;
  /** Left transparent where nothing is painted. */
  readonly cutOut?: boolean;
}

export const SCENES: Readonly<Record<string, Scene>> = {
  fox: { width: 240, height: 190, paint: paintFox },
  face: { width: 180, height: 230, paint: paintFace },
  cup: { width: 220, height: 180, paint: paintCup, cutOut: true },
  fruit: { width: 240, height: 180, paint: paintFruit },
  boat: { width: 240, height: 180, paint: paintBoat },
  leaf: { width: 220, height: 220, paint: paintLeaf },
  kite: { width: 256, height: 192, paint: paintKite },
};

/** A fox from the side on grass: four legs, a bushy tail, pointed ears. */
function paintFox(context: SKRSContext2D, random: Random): void {
  const { width, height } = context.canvas;
  fill(context, linear(context, 0, 110, ['#b9cfe0', '#dfe8ea']), () => context.rect(0, 0, width, 120));
  fill(context, linear(context, 110, height, ['#8fae6a', '#5d7d3f']), () =>
    context.rect(0, 112, width, height),
  );
  grass(context, random, 112);
  shadow(context, 120, 164, 80, 9);
  const coat = linear(context, 70, 165, ['#d9772f', '#8e4017']);
  for (const [x, lean] of [
    [78, -3],
    [92, 3],
    [148, -2],
    [162, 4],
  ] as const) {
    fill(context, linear(context, 120, 168, ['#b95c22', '#2d1b14']), () => {
      context.moveTo(x - 7, 112);
      context.quadraticCurveTo(x - 5, 140, x - 4 + lean, 166);
      context.lineTo(x + 5 + lean, 166);
      context.quadraticCurveTo(x + 4, 140, x + 8, 112);
    });
  }
  fill(context, coat, () => {
    context.moveTo(68, 100);
    context.bezierCurveTo(80, 76, 130, 84, 160, 78);
    context.bezierCurveTo(182, 84, 178, 128, 160, 130);
    context.bezierCurveTo(130, 124, 100, 134, 78, 128);
    context.bezierCurveTo(66, 122, 64, 110, 68, 100);
  });
  fill(context, linear(context, 90, 150, ['#cf6d2a', '#f2e4d2']), () => {
    context.moveTo(74, 98);
    context.bezierCurveTo(50, 84, 18, 96, 14, 142);
    context.bezierCurveTo(34, 146, 58, 132, 76, 116);
  });
  fill(context, coat, () => {
    context.moveTo(150, 88);
    context.quadraticCurveTo(152, 62, 166, 54);
    context.lineTo(164, 34);
    context.lineTo(178, 48);
    context.lineTo(188, 34);
    context.lineTo(192, 54);
    context.bezierCurveTo(200, 60, 214, 68, 222, 74);
    context.bezierCurveTo(214, 84, 196, 86, 184, 92);
    context.quadraticCurveTo(172, 104, 158, 106);
  });
  fill(context, '#f4eadc', () => {
    context.moveTo(186, 78);
    context.quadraticCurveTo(206, 74, 221, 75);
    context.quadraticCurveTo(206, 88, 184, 91);
  });
  ball(context, 220, 74, 3.4, '#3a2a26', '#120b0a');
  ball(context, 192, 64, 2.8, '#40302a', '#0a0605');
}

/** A head with dark hair, eyes, nose and mouth in front of a plain wall. */
function paintFace(context: SKRSContext2D): void {
  const { width, height } = context.canvas;
  fill(context, linear(context, 0, height, ['#a7b4bd', '#76858f']), () => context.rect(0, 0, width, height));
  fill(context, linear(context, 170, height, ['#39557d', '#1c2d49']), () => {
    context.moveTo(10, height);
    context.bezierCurveTo(14, 190, 50, 184, 90, 182);
    context.bezierCurveTo(130, 184, 166, 190, 170, height);
  });
  fill(context, '#c18f74', () => context.rect(72, 150, 36, 44));
  fill(context, linear(context, 20, 120, ['#4a3226', '#22140d']), () =>
    context.ellipse(90, 88, 60, 68, 0, 0, 7),
  );
  ellipseBall(context, 90, 104, 46, 60, '#edc3a6', '#b98467');
  fill(context, '#2c1a12', () => {
    context.moveTo(42, 92);
    context.bezierCurveTo(50, 40, 128, 36, 138, 92);
    context.bezierCurveTo(122, 70, 84, 62, 42, 92);
  });
  for (const x of [71, 109]) {
    fill(context, '#f5efe9', () => context.ellipse(x, 101, 9, 5, 0, 0, 7));
    ball(context, x, 101, 4.4, '#5a4030', '#120a06');
    line(context, '#3a241a', 3, [x - 11, 91, x, 87, x + 11, 90]);
  }
  line(context, '#9c694e', 2.5, [90, 104, 84, 126, 92, 129]);
  ball(context, 86, 127, 2, '#7a4a38', '#5a3426');
  ball(context, 95, 127, 2, '#7a4a38', '#5a3426');
  fill(context, '#a94f4c', () => context.ellipse(90, 144, 17, 5, 0, 0, 7));
  line(context, '#6e2b2c', 1.5, [73, 144, 90, 146, 107, 144]);
}

/** A cup on a saucer, cut out. */
function paintCup(context: SKRSContext2D): void {
  ellipseBall(context, 104, 148, 96, 20, '#f4f2ec', '#a8a69c');
  ellipseBall(context, 104, 144, 56, 10, '#dcdad2', '#bab8ae');
  context.lineWidth = 11;
  context.strokeStyle = linear(context, 60, 130, ['#dfe9f2', '#7f97ac']);
  context.beginPath();
  context.ellipse(158, 90, 26, 27, 0.2, -1.9, 2);
  context.stroke();
  fill(context, across(context, 44, 164, ['#8fa9bf', '#e9f1f7', '#b4c8d8', '#6b859b']), () => {
    context.moveTo(44, 50);
    context.bezierCurveTo(46, 110, 62, 144, 104, 146);
    context.bezierCurveTo(146, 144, 162, 110, 164, 50);
  });
  fill(context, '#c9d8e4', () => context.ellipse(104, 50, 60, 16, 0, 0, 7));
  fill(context, linear(context, 40, 64, ['#2b1710', '#5b3521']), () =>
    context.ellipse(104, 52, 53, 12, 0, 0, 7),
  );
}

/** An apple and a bottle side by side on a table. */
function paintFruit(context: SKRSContext2D): void {
  const { width, height } = context.canvas;
  fill(context, linear(context, 0, 120, ['#d8cfc0', '#c2b6a3']), () => context.rect(0, 0, width, 122));
  fill(context, linear(context, 118, height, ['#8b6a48', '#5f4429']), () =>
    context.rect(0, 118, width, height),
  );
  shadow(context, 84, 148, 46, 8);
  shadow(context, 180, 152, 30, 7);
  ball(context, 80, 112, 40, '#e0523f', '#7a1712');
  fill(context, '#64110e', () => context.ellipse(80, 76, 13, 5, 0, 0, 7));
  line(context, '#4a321c', 4, [80, 78, 82, 64, 90, 54]);
  fill(context, '#5c8f3a', () => context.ellipse(103, 60, 15, 6, -0.35, 0, 7));
  fill(context, across(context, 154, 204, ['#173d28', '#4f9a68', '#2b6b44', '#0d2618']), () => {
    context.moveTo(171, 20);
    context.lineTo(187, 20);
    context.lineTo(187, 58);
    context.quadraticCurveTo(204, 66, 204, 88);
    context.lineTo(204, 152);
    context.quadraticCurveTo(179, 158, 154, 152);
    context.lineTo(154, 88);
    context.quadraticCurveTo(154, 66, 171, 58);
  });
  fill(context, '#eae2c8', () => context.rect(154, 98, 50, 32));
  fill(context, '#b08a4a', () => context.rect(169, 14, 20, 10));
}

/** A sailing boat on the sea between the black bars of a film. */
function paintBoat(context: SKRSContext2D, random: Random): void {
  const { width, height } = context.canvas;
  fill(context, '#000', () => context.rect(0, 0, width, height));
  context.save();
  context.beginPath();
  context.rect(0, 22, width, height - 44);
  context.clip();
  fill(context, linear(context, 22, 110, ['#7fb0d6', '#d7e6ee']), () => context.rect(0, 22, width, 92));
  fill(context, linear(context, 108, 158, ['#3f7394', '#1f4a66']), () => context.rect(0, 108, width, 60));
  for (let i = 0; i < 90; i++) {
    const [x, y] = [random.next() * width, 110 + random.next() * 48];
    line(context, 'rgba(220, 236, 244, 0.25)', 1, [x, y, x + 6, y - 1, x + 12, y]);
  }
  fill(context, '#5b3c22', () => context.rect(117, 34, 4, 90));
  fill(context, across(context, 60, 118, ['#d9d2c0', '#fbf8ef']), () => {
    context.moveTo(115, 36);
    context.quadraticCurveTo(76, 76, 66, 114);
    context.lineTo(115, 116);
  });
  fill(context, across(context, 122, 168, ['#f5efe0', '#bfb59c']), () => {
    context.moveTo(123, 44);
    context.quadraticCurveTo(158, 80, 166, 114);
    context.lineTo(123, 116);
  });
  fill(context, linear(context, 120, 142, ['#a2392c', '#4f1813']), () => {
    context.moveTo(50, 121);
    context.lineTo(184, 121);
    context.quadraticCurveTo(172, 142, 152, 143);
    context.lineTo(82, 143);
    context.quadraticCurveTo(60, 140, 50, 121);
  });
  context.restore();
}

/** A leaf with veins on gravel. */
function paintLeaf(context: SKRSContext2D, random: Random): void {
  const { width, height } = context.canvas;
  fill(context, '#8d8579', () => context.rect(0, 0, width, height));
  for (let i = 0; i < 900; i++) {
    const [x, y, r] = [random.next() * width, random.next() * height, 2 + 5 * random.next()];
    const light = 90 + Math.floor(90 * random.next());
    ball(
      context,
      x,
      y,
      r,
      `rgb(${light + 25}, ${light + 18}, ${light + 8})`,
      `rgb(${light - 40}, ${light - 44}, ${light - 50})`,
    );
  }
  shadow(context, 116, 122, 62, 66);
  fill(context, across(context, 40, 170, ['#9cbf4b', '#4f7d24']), () => {
    context.moveTo(110, 18);
    context.bezierCurveTo(170, 60, 182, 130, 112, 186);
    context.bezierCurveTo(40, 132, 48, 62, 110, 18);
  });
  line(context, '#dbe8a8', 3, [110, 22, 113, 110, 112, 206]);
  for (const y of [64, 92, 120, 146]) {
    line(context, '#c9db8e', 1.6, [112, y + 16, 128, y + 2, 146, y - 12]);
    line(context, '#c9db8e', 1.6, [112, y + 16, 94, y + 2, 78, y - 12]);
  }
}

/** A kite, small in a wide sky. */
function paintKite(context: SKRSContext2D): void {
  const { width, height } = context.canvas;
  fill(context, linear(context, 0, height, ['#4f8fd0', '#cfe2f2']), () => context.rect(0, 0, width, height));
  fill(context, across(context, 150, 196, ['#e8402e', '#a81f18']), () => {
    context.moveTo(178, 34);
    context.lineTo(202, 62);
    context.lineTo(166, 98);
    context.lineTo(150, 56);
  });
  line(context, '#f7e26a', 3, [178, 34, 172, 66, 166, 98]);
  line(context, '#f7e26a', 3, [150, 56, 176, 60, 202, 62]);
  line(context, '#7a1512', 2.5, [166, 98, 150, 118, 158, 132]);
}
