/** What the essay cites. Titles stay in the language they were written in. */

export interface Reference {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  /** As one writes it, and where it is. */
  readonly at: string;
  readonly href: string;
}

const arxiv = (authors: string, year: number, title: string, id: string): Reference => ({
  authors,
  year,
  title,
  at: `arXiv ${id}`,
  href: `https://arxiv.org/abs/${id}`,
});

export const REFERENCES = {
  bowman: arxiv(
    'Bowman, Vilnis, Vinyals, Dai, Jozefowicz, Bengio',
    2016,
    'Generating Sentences from a Continuous Space',
    '1511.06349',
  ),
  iwae: arxiv(
    'Burda, Grosse, Salakhutdinov',
    2015,
    'Importance Weighted Autoencoders',
    '1509.00519',
  ),
  vrnn: arxiv(
    'Chung, Kastner, Dinh, Goel, Courville, Bengio',
    2015,
    'A Recurrent Latent Variable Model for Sequential Data',
    '1506.02216',
  ),
  sisrnn: arxiv(
    'Hajiramezanali, Hasanzadeh, Duffield, Narayanan, Zhou, Qian',
    2019,
    'Semi-Implicit Stochastic Recurrent Neural Networks',
    '1910.12819',
  ),
  katahira: {
    authors: 'Katahira, Watanabe, Okada',
    year: 2008,
    title: 'Deterministic annealing variant of variational Bayes method',
    at: 'J. Phys.: Conf. Ser. 95',
    href: 'https://doi.org/10.1088/1742-6596/95/1/012015',
  },
  lai: arxiv(
    'Lai, Dai, Yang, Yoo',
    2019,
    'Re-examination of the Role of Latent Variables in Sequence Modeling',
    '1902.01388',
  ),
  nade: {
    authors: 'Larochelle, Murray',
    year: 2011,
    title: 'The Neural Autoregressive Distribution Estimator',
    at: 'AISTATS 2011',
    href: 'https://proceedings.mlr.press/v15/larochelle11a.html',
  },
  fivo: arxiv(
    'Maddison, Lawson, Tucker, Heess, Norouzi, Mnih, Doucet, Teh',
    2017,
    'Filtering Variational Objectives',
    '1705.09279',
  ),
  iwhvi: arxiv(
    'Sobolev, Vetrov',
    2019,
    'Importance Weighted Hierarchical Variational Inference',
    '1905.03290',
  ),
  sivi: arxiv('Yin, Zhou', 2018, 'Semi-Implicit Variational Inference', '1805.11183'),
} as const satisfies Record<string, Reference>;

export type ReferenceKey = keyof typeof REFERENCES;
