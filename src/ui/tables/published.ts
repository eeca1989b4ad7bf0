/**
 * The figures of the paper's tables, as printed; their heads and notes stand in the catalogue: Hajiramezanali, Hasanzadeh, Duffield, Narayanan, Zhou and Qian, "Semi-Implicit
 * Stochastic Recurrent Neural Networks", arXiv 1910.12819 (2019). The one place of published numbers; nothing measured
 * here stands in this file.
 */
export const SOURCE = {
  text: 'Hajiramezanali et al. 2019, arXiv 1910.12819',
  address: 'https://arxiv.org/abs/1910.12819',
} as const;

export type TableName = 'mnist' | 'handwriting' | 'text';

export interface PublishedTable {
  readonly name: TableName;
  /** Figures column by column. */
  readonly rows: readonly { readonly model: string; readonly figures: readonly string[] }[];
}

const row = (model: string, ...figures: readonly string[]) => ({ model, figures });

export const PUBLISHED: readonly PublishedTable[] = [
  {
    name: 'mnist',
    rows: [
      row('DBN', '84.55'),
      row('NADE', '88.33'),
      row('EoNADE-5', '84.68'),
      row('DLGM', '85.51'),
      row('DARN', '84.13'),
      row('DRAW', '80.97'),
      row('PixelVAE', '79.02'),
      row('P-Forcing', '79.58'),
      row('PixelRNN-1', '80.75'),
      row('PixelRNN-7', '79.20'),
      row('MatNets', '78.50'),
      row('Z-Forcing', '80.60'),
      row('Z-Forcing + aux', '80.09'),
      row('TwinNet', '79.12'),
      row('VRNN', '74.15'),
      row('SIS-RNN-64', '71.90'),
      row('SIS-RNN-128', '70.57'),
    ],
  },
  {
    name: 'handwriting',
    rows: [
      row('RNN', '−1358'),
      row('VRNN', '−1384'),
      row('WaveNet', '−1021'),
      row('SWaveNet', '−1301'),
      row('STCN', '−1338'),
      row('STCN-dense', '−1796'),
      row('SIS-RNN', '−1973'),
    ],
  },
  {
    name: 'text',
    rows: [
      row('Yahoo: VAE-LSTM', '337.3', '68.31', '0.0'),
      row('Yahoo: VAE-Transformer', '328.6', '61.6', '0.7'),
      row('Yahoo: SA-VAE', '327.2', '60.1', '5.2'),
      row('Yahoo: SIS-RNN', '326.7', '59.8', '4.2'),
      row('PTB: VAE-LSTM', '102.1', '105.2', '0.0'),
      row('PTB: VAE-Transformer', '101.5', '102.4', '0.2'),
      row('PTB: Cyclic-VAE', '103.1', '110.5', '3.5'),
      row('PTB: SA-VAE', '102.6', '107.1', '1.2'),
      row('PTB: SIS-RNN', '101.2', '101.8', '1.6'),
    ],
  },
];
