/** The words of the grammar. Those of a topic go together: what its verbs are done to, how it is, and where. */
import { type Noun, noun, type Verb, verb } from './inflection.ts';

/** Things, what is done to them, and how they are to a warm eye and to a cool one. */
export interface Frame {
  readonly verbs: readonly Verb[];
  readonly things: readonly Noun[];
  readonly warm: readonly string[];
  readonly cool: readonly string[];
}

export interface Topic {
  readonly name: string;
  readonly people: readonly Noun[];
  readonly frames: readonly Frame[];
  /** What people do without doing it to anything. */
  readonly acts: readonly Verb[];
  readonly places: readonly string[];
}

const list = (text: string) => text.split(' ');
const nouns = (text: string) => list(text).map(noun);
const verbs = (text: string) => list(text).map(verb);
const frame = (done: string, things: string, warm: string, cool: string): Frame => ({
  verbs: verbs(done),
  things: nouns(things),
  warm: list(warm),
  cool: list(cool),
});

export const TOPICS: readonly Topic[] = [
  {
    name: 'kitchen',
    people: nouns('cook chef baker waiter guest'),
    frames: [
      frame(
        'bake burn slice taste',
        'cake pie loaf/loaves biscuit pancake',
        'fresh sweet',
        'stale dry',
      ),
      frame(
        'boil stir season heat',
        'soup sauce egg potato/potatoes stew',
        'tasty rich',
        'bitter cold',
      ),
      frame(
        'wash fill break/broke/broken stack',
        'plate cup bowl pan glass',
        'shiny clean',
        'greasy chipped',
      ),
    ],
    acts: verbs('eat/ate/eaten dine wait cook'),
    places: ['in the kitchen', 'at the table', 'near the oven', 'behind the counter'],
  },
  {
    name: 'school',
    people: nouns('teacher pupil student professor tutor'),
    frames: [
      frame(
        'read/read/read write/wrote/written copy finish',
        'essay poem story letter summary',
        'witty elegant',
        'dull clumsy',
      ),
      frame(
        'solve explain discuss check',
        'problem riddle question equation puzzle',
        'clear interesting',
        'confusing tricky',
      ),
      frame(
        'open carry borrow lose/lost/lost',
        'book pencil ruler notebook dictionary',
        'useful handy',
        'useless torn',
      ),
    ],
    acts: verbs('study learn whisper listen'),
    places: ['in the classroom', 'at school', 'in the library', 'at the blackboard'],
  },
  {
    name: 'hospital',
    people: nouns('doctor nurse patient surgeon visitor'),
    frames: [
      frame(
        'treat examine touch bandage',
        'wound arm leg knee shoulder',
        'healthy strong',
        'painful swollen',
      ),
      frame(
        'take/took/taken swallow order prepare',
        'pill tablet syrup vaccine medicine',
        'effective mild',
        'costly harmful',
      ),
      frame(
        'push repair move adjust',
        'bed wheelchair stretcher lamp monitor',
        'safe comfortable',
        'broken outdated',
      ),
    ],
    acts: verbs('sleep/slept/slept recover cough rest'),
    places: ['in the ward', 'at the clinic', 'in the corridor', 'near the ambulance'],
  },
  {
    name: 'farm',
    people: nouns('farmer shepherd labourer gardener vet'),
    frames: [
      frame(
        'feed/fed/fed chase lead/led/led brush',
        'cow horse sheep/sheep goose/geese pig',
        'gentle plump',
        'lame stubborn',
      ),
      frame(
        'plant water pick grow/grew/grown',
        'tomato/tomatoes carrot apple rose pumpkin',
        'ripe juicy',
        'rotten withered',
      ),
      frame(
        'mend paint build/built/built inspect',
        'fence barn gate cart shed',
        'sturdy handsome',
        'rusty crooked',
      ),
    ],
    acts: verbs('dig/dug/dug work whistle sweat'),
    places: ['in the field', 'behind the barn', 'on the hill', 'in the meadow'],
  },
  {
    name: 'sea',
    people: nouns('sailor captain fisherman/fishermen pirate diver'),
    frames: [
      frame(
        'sail steer sink/sank/sunk sight',
        'boat ship ferry yacht canoe',
        'swift graceful',
        'leaky slow',
      ),
      frame(
        'catch/caught/caught smell sell/sold/sold spot',
        'fish/fish crab shark lobster eel',
        'huge silver',
        'slimy tiny',
      ),
      frame(
        'pull drop knot coil',
        'rope net anchor cable chain',
        'thick reliable',
        'frayed tangled',
      ),
    ],
    acts: verbs('swim/swam/swum dive float drown'),
    places: ['on the deck', 'in the harbour', 'near the island', 'at sea'],
  },
  {
    name: 'music',
    people: nouns('singer pianist drummer conductor composer'),
    frames: [
      frame(
        'sing/sang/sung hum record practise',
        'song tune melody hymn ballad',
        'lively beautiful',
        'gloomy boring',
      ),
      frame(
        'play tune polish buy/bought/bought',
        'violin guitar flute drum trumpet',
        'splendid golden',
        'cracked cheap',
      ),
      frame(
        'attend praise skip organise',
        'concert opera festival rehearsal recital',
        'brilliant famous',
        'endless dreadful',
      ),
    ],
    acts: verbs('dance perform applaud rehearse'),
    places: ['on the stage', 'in the concert hall', 'at the opera', 'in the studio'],
  },
  {
    name: 'sport',
    people: nouns('player runner coach referee goalkeeper'),
    frames: [
      frame(
        'win/won/won watch start interrupt',
        'match race game final tournament',
        'exciting fair',
        'rough tedious',
      ),
      frame(
        'throw/threw/thrown grab hit/hit/hit pack',
        'ball bat racket helmet javelin',
        'new light',
        'worn dented',
      ),
      frame(
        'beat/beat/beaten join train support',
        'team rival club squad champion',
        'mighty eager',
        'weak lazy',
      ),
    ],
    acts: verbs('run/ran/run jump stretch score'),
    places: ['in the stadium', 'on the pitch', 'at the gym', 'near the finish'],
  },
  {
    name: 'office',
    people: nouns('clerk manager secretary lawyer banker'),
    frames: [
      frame(
        'sign file send/sent/sent draft',
        'contract report invoice form memo',
        'short accurate',
        'messy incomplete',
      ),
      frame(
        'review approve reject plan',
        'budget proposal project merger offer',
        'bold sensible',
        'risky foolish',
      ),
      frame(
        'install replace test clean',
        'printer computer telephone copier keyboard',
        'modern quiet',
        'noisy faulty',
      ),
    ],
    acts: verbs('type argue negotiate hurry'),
    places: ['in the office', 'at the desk', 'on the third floor', 'in the meeting room'],
  },
];

export const PEOPLE = nouns(
  'man/men woman/women child/children friend neighbour sister brother mother father uncle aunt cousin',
);
export const NAMES = list('anna peter maria john clara oscar nina paul emma victor ruth simon');
/** How people are, and how they do things. */
export const WARM = {
  people: list('happy kind cheerful brave friendly proud calm wise'),
  manner: list('gladly carefully gently proudly calmly skilfully cheerfully eagerly'),
};
export const COOL = {
  people: list('angry tired sad nervous rude lonely jealous bored'),
  manner: list('angrily badly nervously carelessly slowly reluctantly silently hastily'),
};
/** What people want, to do something. */
export const WISHES = verbs('want try hope need plan refuse prepare decline');
export const GIVING = verbs('give/gave/given show bring/brought/brought lend/lent/lent offer hand');
export const SAYING = verbs(
  'say/said/said think/thought/thought know/knew/known believe hear/heard/heard notice',
);
export const SEEMING = verbs('seem look become/became/become');
