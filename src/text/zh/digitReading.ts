import type { DigitReadingText } from '../en/digitReading.ts';

const UNITS = { row: '一行（28 个像素）', cell: '一格（2 × 2 像素）', pixel: '一个像素' };

export const digitReading: DigitReadingText = {
  title: '哪里需要隐变量',
  nothing: '画布上有了数字之后，模型会在这里读入它。',
  noLatent: '这些模型都没有隐变量。',
  figure: '数字上的 KL 与沿扫描顺序的后验',
  dimension: 'z 的维度',
  of: (at, all) => `${at} / ${all}`,
  made: ({ completion, step, pasts, psis }) =>
    `每个模型读入自己的第 ${completion} 个补全（没有缺失时读入数字本身），模型取自训练第 ${step} 步。KL(q ‖ 先验) 对 ${pasts} 个抽取的历史求平均：VRNN 的值在给定历史时是精确的；SIS-RNN 的值由 ${psis} 个 ψ 样本估计，其中包括产生 z 的那一个，因此只会偏高，不会偏低。`,
  total: (nats) => `合计 ${nats} nats`,
  heat: (model, unit) => `${model} 在数字上的 KL，每${UNITS[unit]}一个值`,
  colour: (unit, full) =>
    `颜色表示读入该像素那一步的 KL，单位是 nats，每${UNITS[unit]}一个值：无色为 0，最深为 ${full}${unit === 'row' ? '。一行同时读入：同行像素共用一个值' : ''}。`,
  strips: (unit) => `沿扫描顺序的 {z}，最左为最先读入的${UNITS[unit]}`,
  posterior: 'q(z | 到此为止的 x)',
  strip: (model) => `${model} 沿扫描顺序`,
};
