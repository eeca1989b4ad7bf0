import type { MeasurementsText } from '../en/measurements.ts';

export const measurements: MeasurementsText = {
  thisBrowser: '此浏览器',
  noResult: (file) =>
    `${file} 不是结果文件：应为 npm run evaluate -- DIR --estimator … --json 输出的 JSON，或 npm run train 的 result.json`,
  badSplit: (file, found) => `${file}：split 为 ${found}，应为 test 或 validation`,
  noObject: (where) => `${where} 不是对象`,
  noFigure: (where) => `${where} 不是 exact、elbo、iwae 或 fivo 的数值`,
  noFigures: (file) => `${file} 中没有数值：它来自评估之前就中断的运行，或只评估了 kl`,
  missing: '缺失',
  noNumber: (where, key, found) => `${where}：${key} 为 ${found}，应为数值`,
  ofFile: (file, why) => `${file}：${why}`,
};
