/** Of the tab of the paper's tables. Numbers and names of models stand in `ui/tables/published.ts`. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const PAPER_TABLES = {
  intro:
    'Published figures: {source}. Measured ones stand below them in a column of their own: what you asked for under “Estimate on the test set”, and result files of {code:npm run train} and {code:npm run evaluate -- DIR --estimator … --json}. The {code:results.jsonl} of {code:npm run sweep} is drawn above them.',
  open: 'Open a result file…',
  file: 'Result file',
  drop: 'Drop imported',
  csv: 'Export CSV',
  markdown: 'Export Markdown',
  model: 'model',
  published: (column: string) => `published ${column}`,
  measured: 'measured NLL',
  measuredHead: 'Measured here, nats a sequence, ± one standard error',
  nothing: 'Nothing measured here yet',
  protocol: (protocol: string) => `${protocol}.`,
  differs: '{strong:Differs:} {differences}.',
  differences: (differences: readonly string[]) => differences.join('; '),
  others: 'Measured on other data',
  othersNote: 'The paper has no table of these, or the file does not say what its data were.',
  othersTable: 'Other results',
  /** Of each table; of the columns, lower is better in all of them. */
  tables: {
    mnist: {
      title: 'Sequential MNIST',
      columns: ['NLL, nats'],
      protocol:
        'Pixel by pixel, 10,000 test digits. The paper does not say how its digits were made binary, which bound its latent models report, nor with which K and N. VRNN and SIS-RNN lie below anything published on the stochastic files, so they may be of thresholded digits: an inference, no proof.',
    },
    handwriting: {
      title: 'IAM-OnDB handwriting',
      columns: ['average NLL'],
      protocol:
        'A density of pen offsets, a line of text each. The paper says neither its normaliser nor its split, and a normaliser of its own for each channel alone moves the figure by hundreds of nats a line.',
    },
    text: {
      title: 'Text: Yahoo and PTB',
      columns: ['NLL', 'PPL', 'KL'],
      protocol: 'NLL and KL in nats a sentence. Sizes of the text models are not in the paper.',
    },
  },
  sheet: {
    title: 'The paper’s tables, and what was measured here',
    none: 'none of the paper’s',
    measured: 'measured here, NLL',
    protocolAndDifferences: 'protocol and differences',
    protocol: 'protocol',
    publishedIn: (source: string, protocol: string) => `Published: ${source}. ${protocol}`,
    differs: (protocol: string, differences: string) => `${protocol}. Differs: ${differences}`,
    inNothing: 'in nothing stated',
  },
};

export type PaperTablesText = Words<typeof PAPER_TABLES>;
export const paperTablesText = section('paperTables', PAPER_TABLES);
