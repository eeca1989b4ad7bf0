import type { PenControlsText } from '../en/penControls.ts';

export const penControls: PenControlsText = {
  count: '每个模型的补全条数',
  length: '长度',
  steps: (count) => `${count} 步`,
  varied: '各条补全之间不同的噪声：',
  variedLegend: '各条补全之间不同的噪声',
  variedOptions: { both: 'z 和笔', latent: '仅 z', pen: '仅笔' },
  live: '边写边补全',
  lifted: '笔在我的墨迹末端抬起',
  penTemperature: '笔的温度',
  latentTemperature: 'z 的温度',
};
