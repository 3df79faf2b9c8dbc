/** Everyday words for the detector's names. */
import { COCO_ANIMALS, COCO_NAMES } from '../seeing/coco-names.ts';

type Name = (typeof COCO_NAMES)[number];

/** Singular words that mean a name; the narrower ones are what the detector calls by the wider name. */
const SYNONYMS: Readonly<Partial<Record<Name, string>>> = {
  person:
    'human, man, woman, boy, girl, child, kid, baby, toddler, lady, gentleman, guy, someone, adult, face, portrait, rider, player, dancer, soldier, astronaut, bride, groom, musician, passenger, pedestrian, cyclist, skier, surfer',
  bicycle: 'bike, cycle, pushbike, mountain bike, tandem',
  car: 'auto, automobile, sedan, suv, taxi, cab, sports car, convertible, jeep, limousine',
  motorcycle: 'motorbike, scooter, moped, vespa',
  airplane: 'plane, aeroplane, aircraft, jet, airliner, jetliner, biplane',
  bus: 'coach, minibus, school bus',
  train: 'locomotive, tram, railway, subway, metro, streetcar',
  truck: 'lorry, pickup, pickup truck, van, fire engine, fire truck',
  boat: 'ship, yacht, sailboat, sailing boat, canoe, kayak, ferry, rowboat, rowing boat, vessel, gondola, dinghy',
  'traffic light': 'traffic signal, stoplight, signal',
  'fire hydrant': 'hydrant',
  'stop sign': 'sign, road sign',
  bird: 'duck, goose, swan, chicken, hen, rooster, cock, parrot, owl, eagle, hawk, falcon, pigeon, dove, seagull, gull, crane, heron, stork, flamingo, ostrich, penguin, sparrow, robin, crow, raven, peacock, turkey, pelican, toucan, hummingbird, duckling, chick',
  cat: 'kitten, kitty, tomcat, pussycat, housecat',
  dog: 'puppy, hound, doggy, terrier, retriever, labrador, poodle, bulldog, husky, dachshund, shepherd dog, beagle',
  horse: 'pony, foal, stallion, mare, colt, donkey, mule',
  sheep: 'lamb, ram, ewe, goat',
  cow: 'bull, ox, calf, cattle, buffalo, bison, yak',
  elephant: 'elephant calf',
  bear: 'polar bear, grizzly, panda',
  backpack: 'rucksack, knapsack, schoolbag',
  umbrella: 'parasol, sunshade',
  handbag: 'purse, bag, shoulder bag, tote',
  tie: 'necktie, bow tie',
  suitcase: 'luggage, trunk, briefcase',
  skis: 'ski',
  'sports ball': 'ball, football, soccer ball, basketball, tennis ball, baseball, volleyball',
  'baseball bat': 'bat',
  'baseball glove': 'glove, mitt',
  'tennis racket': 'racket, racquet',
  bottle: 'flask, wine bottle, beer bottle, water bottle',
  'wine glass': 'glass, goblet, champagne glass',
  cup: 'mug, teacup, coffee cup, beaker, tea cup',
  bowl: 'dish, basin',
  'hot dog': 'hotdog, sausage',
  donut: 'doughnut',
  cake: 'pie, tart, cupcake, gateau',
  orange: 'tangerine, mandarin',
  chair: 'armchair, stool, seat',
  couch: 'sofa, settee',
  'potted plant': 'plant, houseplant, flowerpot, pot plant',
  'dining table': 'table, desk',
  tv: 'television, monitor, screen, telly',
  laptop: 'computer, notebook',
  mouse: 'computer mouse',
  remote: 'remote control, gamepad, controller',
  'cell phone': 'phone, mobile, smartphone, mobile phone, telephone, cellphone',
  oven: 'stove, cooker',
  refrigerator: 'fridge, freezer',
  clock: 'watch, alarm clock',
  vase: 'urn, jug',
  scissors: 'shears',
  'teddy bear': 'teddy, stuffed animal, plush, toy bear',
  'hair drier': 'hairdryer, hair dryer, blow dryer',
};

/** Words for several names at once. */
const GROUPS: Readonly<Record<string, readonly Name[]>> = {
  animal: COCO_ANIMALS,
  pet: ['cat', 'dog', 'bird'],
  vehicle: ['bicycle', 'car', 'motorcycle', 'airplane', 'bus', 'train', 'truck', 'boat'],
  food: ['banana', 'apple', 'sandwich', 'orange', 'broccoli', 'carrot', 'hot dog', 'pizza', 'donut', 'cake'],
  fruit: ['banana', 'apple', 'orange'],
  furniture: ['chair', 'couch', 'bed', 'dining table', 'bench'],
};

const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  persons: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  ladies: 'lady',
  babies: 'baby',
  geese: 'goose',
  oxen: 'ox',
  calves: 'calf',
  mice: 'mouse',
  knives: 'knife',
  buses: 'bus',
  gentlemen: 'gentleman',
};

const byWord = new Map<string, readonly Name[]>();
for (const name of COCO_NAMES) byWord.set(name, [name]);
for (const [name, words] of Object.entries(SYNONYMS))
  for (const word of words.split(', ')) if (!byWord.has(word)) byWord.set(word, [name as Name]);
for (const [word, names] of Object.entries(GROUPS)) byWord.set(word, names);

/** The detector's names that a word means, in the singular or plural; empty for words that it knows no name for. */
export function namesOf(word: string): readonly string[] {
  const found = formsOf(word.toLowerCase().trim()).find((form) => byWord.has(form));
  return found === undefined ? [] : byWord.get(found)!;
}

/** The word, and what it may be the plural of. */
function formsOf(word: string): string[] {
  const cut = word.lastIndexOf(' ') + 1;
  const [before, last] = [word.slice(0, cut), word.slice(cut)];
  const singles = [
    last,
    ...(IRREGULAR[last] === undefined ? [] : [IRREGULAR[last]]),
    ...(last.endsWith('ies') ? [`${last.slice(0, -3)}y`] : []),
    ...(/(?:s|x|z|ch|sh|o)es$/.test(last) ? [last.slice(0, -2)] : []),
    ...(/[^s]s$/.test(last) ? [last.slice(0, -1)] : []),
  ];
  return singles.map((single) => before + single);
}
