import type { JointText } from '../en/joint.ts';

export const joint: JointText = {
  about: 'z 的两个值的联合分布',
  figure: (t) => `第 ${t} 步的联合分布`,
  title: {
    'all-pasts': '{across} 与 {up} 的联合分布（所有历史）',
    'one-past': '{across} 与 {up} 的联合分布（给定单一历史）',
  },
  titleOfSentence: '给定句子时 {across} 与 {up} 的联合分布',
  exact: '精确，50 % 与 90 %',
  drawAs: '画成',
  styles: { cloud: '点云', contours: '等高线' },
  noneOfSentence: 'z 只有一维，一个句子只有一个 z：没有联合分布。',
  noneAtFirst: '第一步之前没有步。请把竖线向右移。',
  hint: '指向图，或让它获得焦点后用方向键，可读出数值。',
  keys: (t) => `第 ${t} 步的联合分布：用方向键移动光标`,
  before: 't−1 时的 z',
  now: 't 时的 z',
  drawn: { cloud: '每个模型的样本，画成点云', contours: '每个模型的等高线' },
  place: (a, across, b, up) => `${a} = ${across}，${b} = ${up}`,
  densityOf: (name, density) => `${name} ${density}`,
  exactDensity: (density) => `精确 ${density}`,
  reading: (place, densities) => `${place}：${densities.join('，')}`,
  sheet: (t, step) => `t = ${t} 的样本，第 ${step} 步`,
};
