import type { DrawText } from '../en/draw.ts';

const HELD = {
  both: '',
  latent: '，笔的噪声固定为第一条的',
  pen: '，z 的噪声固定为第一条的',
};

export const draw: DrawText = {
  figure: '手写内容与补全',
  drawn: '手写',
  hint: '用鼠标、手指或笔写在两条横线之间；也可以在下方选一行示例。',
  clear: '清空',
  undo: '撤销',
  replay: '回放',
  again: '再来一次',
  keep: '保留',
  drop: (kept) => `去掉保留的 ${kept} 组`,
  waits: (from, now) =>
    `链接中的补全是在训练第 ${from} 步时作出的，现在是第 ${now} 步。训练到那一步时，会用同样的设置给出；点“再来一次”则由现在的模型回答。`,
  nothing: '还没有写任何东西。',
  made: ({ count, steps, step, ink, pen, z, first, varied, ms }) =>
    [
      `每个模型 ${count} 条，每条 ${steps} 步，由训练第 ${step} 步的模型接着 ${ink} 步墨迹写出`,
      `笔的温度 ${pen}，z 的温度 ${z}`,
      `噪声种子 ${count === 1 ? first : `${first} 到 ${first + count - 1}`}${HELD[varied]}`,
      `${ms} ms 后得到最初的点`,
    ].join('；'),
  instead: '不手写，用示例',
  example: '选一行示例…',
  heldOut: (line) => `留出的第 ${line} 行`,
  share: '取其中多少',
  readIt:
    '{strong:怎么看：}写下的内容先按数据的方式重新采样，然后每个模型读入它，再自己一步一步写下去，直到给定的长度：这些模型不知道一行在哪里结束。训练之初只会乱涂，几百步之后才有笔画；按“再来一次”可让现在的模型重新补全。各模型的第一条补全用同样的噪声，其余依此类推。固定笔的噪声、只改变 z 的噪声，就能看出隐变量决定了什么；温度为 0 时取最可能的值。',
};
