/** Of each panel: what is seen in it, what a good picture looks like, and what is easily read wrongly. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const ABOUT = {
  shows: 'What it shows',
  good: 'A good picture',
  wrong: 'Easily misread',
  panels: {
    posterior: {
      shows:
        'What each model believes about the latent z of one held-out sequence. One colour is one model everywhere on the page; black (white in the dark) and dashed is the exact posterior, where the generator of the data is known.',
      good: 'A model’s pictures look like the exact ones: branches where it has branches, and in the same proportions.',
      wrong:
        'Over all pasts a VRNN can show several modes though each of its conditionals is one Gaussian; given one past it cannot.',
    },
    strips: {
      shows:
        'Time runs from left to right, z upwards; the stronger the colour, the denser the posterior of z at that step. All strips share one z-axis and one scale of colour, and on top is the observed x.',
      good: 'A model’s strip looks like the exact one below it, with as many branches, as far apart and as strong.',
      wrong:
        'Branches of a VRNN over all pasts come from the pasts: choose “given one past” to see its q itself. Peaks beyond the full colour all look the same, so a narrow strip may be sharper than it seems.',
    },
    marginal: {
      shows:
        'A cut through the strips at the marked step: z across, density up, and an area of 1 below every curve. Full lines are the models’ posteriors, dotted ones their priors, dashed ones exact or a reference.',
      good: 'The coloured curve lies on the dashed one.',
      wrong:
        'A higher peak is a narrower posterior and not a better one. Given one past each model has its own exact curve, because each has a past of its own.',
    },
    joint: {
      shows:
        'Two values of z at once: two dimensions at the marked step or, where z has only one, z at the step before (across) and at it (up). Each dot is a draw in its model’s colour; contours hold 50 and 90 % of the probability, and dashed ones are exact.',
      good: 'Half of the dots lie within the inner exact contour and nine tenths within the outer one, spread as evenly as those run.',
      wrong:
        'Given a past the dimensions of a VRNN’s q are independent: a tilt of its cloud over all pasts comes from the pasts.',
    },
    statistics: {
      shows:
        'The posteriors in numbers, a row each: moments, number of modes, Hartigan’s dip, how two dimensions depend on each other and, where there is an exact posterior or a reference, the distances to it.',
      good: 'W₁, KL and JS near 0, and the other columns as in the row of the exact posterior; bold is nearest to it.',
      wrong:
        'A mode is any local maximum above 5 % of the highest, so a ripple counts too, and more modes are not better. KL(q‖exact) forgives much: a q on one of two even, separate branches pays only ln 2, 0.69 nats.',
    },
    bound: {
      shows:
        'Training steps across, the lower bound on log p(x) upwards, in nats; higher is better. Thin lines are training batches, strong ones the validation set, and the dashed line is the generator’s own log p(x), where it is known.',
      good: 'The strong lines rise, flatten, and end near the dashed one if there is one.',
      wrong:
        'K is part of the bound: more draws give SIS-RNN a higher line with the same model, so compare where K is the same. Values above 0 are nothing odd where x is continuous, for p(x) is then a density.',
    },
    gap: {
      shows:
        'A bar is what a model’s bound lacks of exact log p(x) on the validation set, in nats a step; shorter is better. The upright line is the loss of the best single Gaussian given z before t and x at t, with prior and decoder known.',
      good: 'Where the exact posterior has several modes, the VRNN’s bar settles near the line and SIS-RNN’s falls short of it.',
      wrong:
        'The bar need not reach 0: where z has memory, a q that sees x only up to t loses something whatever its family, and while β still falls a bar is not final.',
    },
    diagnostics: {
      shows:
        'Three checks of each model at the K of training: the gauge B_K / log(K+1), which is 0 where all draws of ψ agree and near 1 where the bound is loose; the share of the K + 1 draws that count (ESS); and how many dimensions of z move with x.',
      good: 'A gauge clearly above 0 and below about 0.6, some of the draws counting, and every dimension active.',
      wrong:
        'All draws counting is no success: then they hardly differ, and the mixture is nearly one Gaussian, which is right only where the posterior is.',
    },
    kl: {
      shows:
        'Training steps across, KL of q from the prior upwards, in nats and without the weight β: how much z is made to carry about x. Thin is training, strong is validation.',
      good: 'It settles well above 0, and the bound is no worse for it.',
      wrong:
        'Low is not good in itself: at 0 the posterior has collapsed onto the prior and z says nothing. SIS-RNN’s figure is an estimate with K draws, high rather than low.',
    },
    heldOut: {
      shows:
        'The last figures on the validation set, at one fixed K and β = 1. The bound is reconstruction less KL; the deficit is what it lacks of exact log p(x).',
      good: 'A high bound, and where the exact value is known a deficit near 0.',
      wrong:
        '± is one standard error over the held-out data of this one run: another seed may differ by more, so one run settles no contest between models.',
    },
    estimates: {
      shows:
        'Bounds on log p(x) over sequences of the test set, made when you ask: a row for each question, a column for each model. N is the number of draws or particles, K that of extra draws of ψ in each weight.',
      good: 'IWAE and FIVO mostly come out above the ELBO and, but for their errors, below the exact value.',
      wrong:
        'More draws raise a bound without a better model: compare only at the same estimator, N and K, and choose settings by the validation set alone.',
    },
    data: {
      shows:
        'What the models learn from. Below the tiles stands what the data are, whether they are synthetic or real, how many sequences each split has, and whether prior and decoder are known or learned.',
      good: 'Start where they are known: only there can a posterior be held against the exact one.',
      wrong:
        'Bounds on different data cannot be compared, nor those of two ways to make pixels binary.',
    },
    models: {
      shows:
        'The models that train side by side, on the same batches and from the same seed. The swatch is a model’s colour in every picture, the number its trained parameters.',
      good: 'A fair comparison: one thing differs, and the parameters are about as many.',
      wrong:
        'VRNN here is not another programme: it is SIS-RNN without noise and with K = 0. What is known and frozen is not counted among the parameters.',
    },
    settings: {
      shows:
        'Everything a run depends on. The sign beside a setting says whether a change acts at once, from the next step, or starts the run again; the little curves are schedules over the run.',
      good: 'One change at a time, and the seed left alone: then what differs in the pictures is due to the change.',
      wrong:
        'A richer family does not find the richer posterior by itself. Without spread at birth, a cap on σ and a β that falls to 1, both branches usually collapse into one; that is the training, not a limit of what SIS-RNN can express.',
    },
    samples: {
      shows:
        'The first column holds real lines of the data; beside it, each model writes from nothing, with z from its prior and the pen from its decoder.',
      good: 'You could not tell from the strokes which column is the real one.',
      wrong:
        'A few lines show what a model can do and not how often it does. A low temperature writes more neatly but is no longer the model itself.',
    },
    draw: {
      shows:
        'What you write is read step by step by every model, which then goes on from there. Lines in colour are the models’; step through the ink to see what each believes at a step of it.',
      good: 'The continuations keep your slant and size and differ from each other in a sensible way.',
      wrong:
        'Neat continuations are no evidence about the posterior of z: a strong decoder can write well and ignore z. Vary z’s noise alone to see what z decides.',
    },
    hand: {
      shows: 'Lines in your own hand, from which the models can learn in this tab.',
      good: 'Ten lines or more, all written as you usually write; then look at Samples and Draw & complete.',
      wrong:
        'A few lines are little data: expect shapes of your letters rather than words, and trust no bound on one held-out line.',
    },
    digits: {
      shows:
        'Digits from nothing beside digits of the data, completions of what you draw, and, on the digit, where q moves away from the prior: stronger colour is more KL.',
      good: 'Completions fit the known pixels and differ where those leave a choice; the colour lies where the digit surprises.',
      wrong:
        'Pixels are drawn, so specks are an unsure decoder and not a fault of the screen. With a learned decoder VRNN and SIS-RNN have come out about even: nicer samples of one prove little.',
    },
    sentences: {
      shows:
        'One latent z for a whole sentence: what the models say with it, how likely each word is (the stronger the tint, the less expected) and where sentences lie in the space of z.',
      good: 'Sentences of one colour lie together on the map, KL is above 0, and the line between two sentences passes through others.',
      wrong:
        'Good grammar does not show that z is used: the decoder can speak well alone. If every cloud on the map is the same, q has collapsed onto the prior.',
    },
    tables: {
      shows:
        'The figures the paper printed and, in a column of their own, what was measured here, each with the protocol it was measured under. Lower NLL is better.',
      good: 'A measured row whose protocol differs in nothing from that of the table.',
      wrong:
        'A protocol moves such numbers more than a model does: how pixels are made binary alone is worth about 23 nats. Where a row says “Differs”, it is not to be set against the printed one.',
    },
    runs: {
      shows:
        'The runs this browser keeps, with settings, weights and curves. Tick two to lay their curves over each other: strong lines are validation, faint ones training.',
      good: 'Two runs that differ in one setting, or in the seed alone, so that you see how much is chance.',
      wrong:
        'Curves of other data, or of another K, say nothing about each other, and what is kept is in this browser only: export what is to last.',
    },
  },
};

export type AboutText = Words<typeof ABOUT>;
export const aboutText = section('about', ABOUT);
