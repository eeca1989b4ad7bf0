/** Of the essay. What it claims is computed in its figures, cited, or measured in `docs/`. */
import type { EssayText } from '../essayText.ts';
import { section } from '../section.ts';

const tex = String.raw;

const ESSAY: EssayText = {
  lead: [
    'Above, two models learn from the same sequences. They differ in one thing: how they write down what they do not know. This essay says what the difference is, how it is trained, and when it is worth nothing. The figures compute their numbers while you look at them. What is not computed here is cited. Amounts are in nats, with natural logarithms.',
  ],
  sections: [
    {
      id: 'two-explanations',
      title: 'A sequence with two explanations',
      blocks: [
        tex`Take a hidden number $z_t$ that wanders from step to step, and show only its size, with some noise: $x_t = |z_t| + r e_t$, $e_t$ standard normal. If $x_t$ is 1.5, then $z_t$ was near 1.5 or near −1.5. Nothing in $x$ ever tells which. The most that anyone can know is the posterior $p(z_t \mid x_1, \ldots, x_t)$, and it has two branches of equal weight.`,
        'Because the generator is known, that posterior can be computed on a grid, to any precision one likes. Below, time runs to the right, and the stronger the colour, the denser. Where the observation is small the branches meet, and one explanation is left. Raise the noise, and they meet more often.',
        { figure: 'explanations' },
        tex`A model that learns from such a sequence has a latent of its own and needs a posterior for it. In the variational recurrent network of [Chung et al.](vrnn), the VRNN, a network reads the past and $x_t$ and gives back a mean and a standard deviation: one Gaussian for $z_t$ at every step.`,
      ],
    },
    {
      id: 'one-gaussian',
      title: 'What a Gaussian must do with it',
      blocks: [
        'One Gaussian cannot be in two places. It may stretch over both branches, and then most of its probability lies where the observation forbids it. Or it may choose one branch and forget the other. Which is better follows from what training maximises, a lower bound on the log-likelihood that is known as the ELBO:',
        {
          formula: tex`\mathrm{ELBO}(q) = \log p(x) - \mathrm{KL}\big(q(z) \,\|\, p(z \mid x)\big)`,
        },
        'The divergence on the right is what is lost. It punishes probability in the wrong place severely, and what is left out hardly. So, where the branches are apart, the best Gaussian chooses.',
        { figure: 'gaussian' },
        tex`Move the observation. Branches that are near are covered together, and little is lost. Further out the best Gaussian jumps to one of them, and the loss settles at $\log 2$: one bit, which it has made up. The average over observations is the second bar of the last figure, and on *Mirror, no memory* the panel *Gap to exact log p(x)* marks it with a line. A VRNN whose decoder is the generator’s own cannot do better there. Trained, it ends there, within the error of the measurement (*docs/results.md*).`,
      ],
    },
    {
      id: 'random-parameters',
      title: 'Random parameters',
      blocks: [
        tex`The way out of [Yin and Zhou](sivi) keeps the Gaussian and makes its parameters random. Call them $\psi$: a mean, perhaps a standard deviation. A network turns noise and $x$ into $\psi$. Then $z$ is drawn from the Gaussian that $\psi$ describes. Once $\psi$ is forgotten, $z$ follows`,
        { formula: tex`q(z \mid x) = \int q(z \mid \psi)\, q(\psi \mid x)\, d\psi ,` },
        tex`a mixture of as many Gaussians as there are values of $\psi$. It may have branches, lean to one side, or tie one coordinate to another. It is called *semi-implicit*: $q(z \mid \psi)$ has a formula, the mixing distribution $q(\psi \mid x)$ can only be drawn from. The network of [Hajiramezanali et al.](sisrnn), SIS-RNN, is a VRNN with such a posterior at every step.`,
        { figure: 'parameters' },
        tex`Each draw of $\psi$ adds one Gaussian. Nothing is trained in this figure. The mixing distribution is written down, so that its mixture is right for this observation. Turn the noise off and $\psi$ is a point: one Gaussian is left, and SIS-RNN is a VRNN. In this playground the two are one piece of code.`,
      ],
    },
    {
      id: 'the-bound',
      title: 'The bound with K samples',
      blocks: [
        tex`Training needs $\log q(z)$, and there is no formula for it. The surrogate of [Yin and Zhou](sivi) puts an average in its place, over the $\psi_0$ that made $z$ and $K$ further draws:`,
        {
          formula: tex`\mathcal{L}_K = \mathbb{E}\bigg[\log p(x, z) - \log \frac{1}{K+1} \sum_{k=0}^{K} q(z \mid \psi_k)\bigg]`,
        },
        tex`Three facts carry the method. $\mathcal{L}_K$ is below $\log p(x)$ for every $K$. It rises with $K$. As $K$ grows it becomes the ELBO of $q$. What is gained over $K = 0$ has a ceiling:`,
        { formula: tex`B_K = \mathcal{L}_K - \mathcal{L}_0, \qquad 0 \le B_K \le \log(K + 1)` },
        tex`So $K$ draws reward at most $\log(K + 1)$ nats of variety. At $K = 0$ variety earns nothing, the best $\psi$ is a point, and SIS-RNN trained that way becomes a Gaussian VRNN. The ratio $B_K / \log(K + 1)$ is the gauge in the panel of diagnostics. Near 1, the bound is loose and wants more draws. Near 0 with many draws, $\psi$ has become a point.`,
        { figure: 'bound' },
        tex`In this figure $q$ is as good as exact at every setting. Only the bound changes. Make sigma small and each Gaussian becomes a needle. Then more draws are needed before one of them explains $z$, and a larger $K$ before the bound prefers two branches to one.`,
        'Two warnings. The $\\psi_0$ that made $z$ must stay in the average: without it the “bound” may lie far above the truth (`docs/evaluation.md` measures 80 nats). And bounds at different $K$ do not compare, so that the page evaluates every model at one fixed $K$. Tighter estimates exist: many draws with importance weights ([IWAE](iwae)), particles that are resampled on the way ([FIVO](fivo)), or a learned network that guesses the extra draws from $z$ ([IWHVI](iwhvi)). All three are in this project.',
        'To be able to fork is not to fork. Trained without care, the richer family collapsed to one branch here, too (`docs/training.md`). Three things together prevented it: means that spread at birth, a small cap on sigma, and annealing, which at first gives the width of $q$ more weight than the data ([Katahira et al.](katahira)). With them SIS-RNN lost 0.020 and 0.013 nats a step on *Mirror, no memory*, where the VRNN lost 0.372 and 0.385 (`docs/results.md`, seeds 1 and 2). Turn one of the three off in the playground and see what is left of the branches.',
      ],
    },
    {
      id: 'the-recurrence',
      title: 'The recurrence',
      blocks: [
        tex`In a sequence the draw is fed back. A state $h_t$ remembers the $x$ and $z$ so far, and prior, decoder and posterior all read it:`,
        {
          formula: tex`\psi_t = f(\text{noise}, x_t, h_{t-1}), \quad z_t \sim q(z_t \mid \psi_t),`,
        },
        { formula: tex`h_t = \mathrm{GRU}(x_t, z_t, h_{t-1}) .` },
        tex`Only $z_t$ enters the state. $\psi_t$ and its noise do not, so that every factor is a true conditional and the bound is a sum over steps.`,
        'This changes what “the posterior” means. The Gaussian of a VRNN is Gaussian *given one past*. Over all pasts it is a mixture, because each past that was sampled has a Gaussian of its own. A VRNN’s strip may therefore fork although none of its posteriors does. The bound is paid for each past by itself. The page always says which of the two is drawn.',
        { figure: 'recurrence' },
        'The figure walks along a sequence twice: with the best Gaussian for each past, and with the exact posterior for each past, which a mixture may come near to. Switch to one past, and the Gaussian strip is a single track. Set the memory to zero, and all Gaussians of a step agree.',
        tex`With memory neither walk is perfect. Neither sees the $x$ to come, which says something about now. So on *Mirror* a loss remains for both models, the larger for the VRNN (*docs/results.md*).`,
      ],
    },
    {
      id: 'no-help',
      title: 'When it does not help',
      blocks: [
        'Many posteriors have one branch. Stochastic volatility and counts have skewed ones, and a Gaussian fits them almost perfectly. Kitagawa’s growth model is famous for having two modes, yet little of that is left once the past is given. The figure computes what the best Gaussian loses, given the past, for every generator of the gallery. Where steps are independent a richer posterior cannot gain more than that.',
        { figure: 'losses' },
        'On *Volatility* and *Counts* SIS-RNN was a little worse here, by 0.007 and 0.018 nats a step (`docs/posteriors.md`). Flexibility that is not needed costs training.',
        'Then the decoder. So far it was the generator’s own. A learned decoder adapts to the posterior it is given, and a strong one may do without a latent. [Bowman et al.](bowman) saw it in language: the decoder explains a sentence from its own words, and the latent falls silent. [Lai et al.](lai) found that the advantage of stochastic recurrent models shrinks once the output layer can model a step by itself, in handwriting too.',
        'What was measured in this project; the commands stand in the pages named:',
        {
          items: [
            '*Digits by rows* (MNIST, thresholded, as many parameters, three seeds, bounds). After 1,000 steps SIS-RNN was 9 to 11 nats a digit ahead of the VRNN, and level with a recurrent network that has no latent at all. After 4,000 steps it was 4 to 6 ahead. So it learns faster. An earlier, longer trial with other settings ended in a tie: where both end is not known. A [NADE](nade) stands beside them in `docs/evaluation.md`.',
            '*Drawn characters* (Omniglot, one seed). SIS-RNN was behind both the VRNN and the network without a latent. Nothing in that run speaks for the richer posterior (`docs/handwriting.md`).',
            '*Sentences* (our grammar, one seed). Left alone, the posterior collapses. With help the latent stays in use and tells the mood and the tense of a sentence. Yet the bound is then worse than that of the collapsed model, and SIS-RNN is not ahead of the Gaussian (`docs/language.md`).',
          ],
        },
        'The [paper](sisrnn) reports more: on sequential MNIST a negative log-likelihood of 71.90 and 70.57, where its VRNN has 74.15. Its settings would take weeks on the machines used here, so that nothing on this page confirms or refutes these figures. They lie below what is usual on stochastically binarised digits. Probably the digits were thresholded, an easier task by some 23 nats (`docs/evaluation.md`). That is an inference and no proof. The tab *Paper tables* says where protocols differ.',
        tex`So, before you reach for a semi-implicit posterior: ask whether the posterior has several branches, or ties its coordinates together, *given one past*. Watch the gauge. Compare at one $K$. And put a model without a latent beside it.`,
      ],
    },
  ],
  references: 'References',
  open: 'Open in the playground',
  scrolls: 'Formula, scrolls sideways',
  failed: (problem) => `This figure could not be computed: ${problem}`,
  figures: {
    explanations: {
      title: 'Absolute values, and the exact posterior of what is behind them',
      waiting: 'The exact posterior is being computed.',
      noise: 'Noise r',
      seen: { filter: 'x up to t', smoother: 'all of x' },
      seenLegend: 'What the posterior is given',
      another: 'Another sequence',
      observed: 'observed',
      posterior: 'exact posterior',
      summary: ({ steps, shown, forked, noise }) =>
        `With noise of ${noise}, the exact posterior is forked (less than half as dense between its branches as on them) at ${forked} of the ${shown === steps ? '' : 'first '}${shown} steps.`,
    },
    gaussian: {
      title: 'One observation, and the Gaussian that loses least on it',
      waiting: 'The nearest Gaussian is being computed.',
      observation: 'Observation x',
      exact: 'exact posterior',
      nearest: 'best Gaussian',
      plot: 'Density of z: the exact posterior and the best Gaussian',
      hint: 'Point, or focus and use ← →, to read values.',
      summary: ({ x, mean, sd, loss, most }) =>
        `At x = ${x} the best Gaussian has mean ${mean} and standard deviation ${sd}, and loses ${loss} nats (log 2 is ${most}).`,
    },
    parameters: {
      title: 'A mixture, one draw of psi after another',
      waiting: 'The mixture is being computed.',
      draws: 'Draws of psi',
      sigma: 'Sigma',
      noise: { on: 'Noise', off: 'No noise' },
      noiseLegend: 'Noise that makes psi',
      exact: 'exact posterior',
      mixture: 'mixture of the draws',
      plot: 'Density of z: the exact posterior and the mixture of the draws',
      hint: 'Point, or focus and use ← →, to read values.',
      summary: ({ draws, sigma, distance }) =>
        `${draws} ${draws === '1' ? 'draw' : 'draws'} of psi, each a Gaussian of width ${sigma}, make a mixture at a distance (W1) of ${distance} from the exact posterior.`,
      summaryOff: ({ sigma, distance }) =>
        `Without noise psi is a point: the best single Gaussian, of width ${sigma}, is at a distance (W1) of ${distance} from the exact posterior.`,
    },
    bound: {
      title: 'What the bound can see with K draws',
      waiting: 'The bound is being estimated.',
      K: 'Draws K',
      sigma: 'Sigma',
      view: { lost: 'Nats lost', gained: 'Nats gained' },
      viewLegend: 'What is drawn',
      surrogate: 'log p(x) − bound at K',
      gaussian: 'best Gaussian loses',
      unbounded: 'this q loses',
      regulariser: 'B at K',
      ceiling: 'log(K + 1)',
      limit: 'what B rises to',
      plot: 'Nats against the number of draws K',
      hint: 'Point, or focus and use ← →, to read values at a K.',
      summary: ({ K, lost, gaussian, regulariser, ceiling, gauge, enough }) =>
        `At K = ${K} the bound loses ${lost} nats and the best Gaussian ${gaussian}; B is ${regulariser} of at most ${ceiling}, a gauge of ${gauge}. ${
          enough === null
            ? 'No K shown here is enough for the bound to prefer two branches.'
            : `From K = ${enough} on the bound prefers two branches.`
        }`,
    },
    recurrence: {
      title: 'Two walks along one sequence',
      waiting: 'Both walks begin.',
      memory: 'Memory a',
      given: { all: 'All pasts', one: 'One past' },
      givenLegend: 'Which pasts are given',
      another: 'Another sequence',
      observed: 'observed',
      gaussian: 'best Gaussian',
      mixture: 'exact',
      each: 'for each past',
      summary: ({ memory, pasts, loss, one, forkedGaussian, forkedMixture, steps }) =>
        `With memory ${memory}, ${one ? 'given one past' : `over ${pasts} pasts`}, the walk of Gaussians is forked at ${forkedGaussian} of ${steps} steps and the exact one at ${forkedMixture}; the Gaussians lose ${loss} nats a step.`,
    },
    losses: {
      title: 'What the best single Gaussian loses, nats a step',
      waiting: 'The losses are being computed.',
      choose: 'Generator to open in the playground',
      summary: ({ most, mostLoss, small, threshold }) =>
        `The best Gaussian loses most on ${most}, ${mostLoss} nats a step${
          small.length === 0 ? '' : `, and less than ${threshold} on ${small.join(', ')}`
        }.`,
    },
  },
};
export const essayText = section('essay', ESSAY);
