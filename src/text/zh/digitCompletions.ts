import type { DigitCompletionsText } from '../en/digitCompletions.ts';

export const digitCompletions: DigitCompletionsText = {
  data: '{strong:数据：}{description}。',
  title: '你画一部分，其余由模型完成',
  canvas: '画布：一个数字的已知部分；灰色为缺失',
  tool: '指针留下什么',
  tools: { ink: '墨迹', blank: '空白', hole: '擦除' },
  toolNote: '墨迹和空白对模型是已知的；擦除的部分变为灰色，由模型来填。',
  clear: '清空',
  undo: '撤销',
  instead: '不手写，用示例',
  example: '选一个留出的数字…',
  heldOut: (digit) => `留出的第 ${digit} 个数字`,
  missing: '缺失',
  parts: {
    lower: '下半部分',
    upper: '上半部分',
    right: '右半部分',
    middle: '中间一条',
    none: '不缺失',
    all: '全部',
  },
  figure: '补全',
  nothing: '还没有画任何东西：在画布上写出一个数字的上半部分，或者选一个留出的数字。',
  count: '每个模型的补全个数',
  particles: '每个补全的粒子数 N',
  otherNoise: '换一组噪声',
  asTheyAre: '用现在的模型重做',
  read: (completion, model) => `查看 ${model} 的第 ${completion} 个补全`,
  completion: (completion, model) => `${model}，第 ${completion} 个补全`,
  onlyRead: (step) => `没有缺失：训练第 ${step} 步的模型只是读入这个数字，见下方。`,
  made: ({ count, step, holes, pixels, particles, seed }) =>
    [
      `训练第 ${step} 步的每个模型给出 ${count} 个补全`,
      `${pixels} 个像素中缺失 ${holes} 个`,
      particles === 1
        ? '各用一个粒子：缺失像素之后的已知像素不起作用'
        : `每个取自 N = ${particles} 个粒子，按已知像素加权（K = 0）`,
      `噪声种子 ${count === 1 ? seed : `${seed} 到 ${seed + count - 1}`}，各模型相同`,
    ].join('；'),
};
