import type { HandText } from '../en/hand.ts';
import { grouped } from '../numbers.ts';

const kept = (lines: number, points: number) =>
  `这个浏览器里保存了 ${lines} 行，共 ${grouped(points)} 个点`;

export const hand: HandText = {
  wishes: ['天地玄黄', '宇宙洪荒', '日月盈昃', '辰宿列张', '寒来暑往', '秋收冬藏'],
  hint: (wish) => `在这里写一行，例如“${wish}”，然后添加。`,
  add: '添加这一行',
  undoStroke: '撤销一笔',
  clear: '清空',
  none: '还没有保存任何一行：至少要三行，十行就能看出笔迹。',
  few: (lines, points, missing) => `${kept(lines, points)}；再写 ${missing} 行就可以开始。`,
  enough: (lines, points, held) =>
    `${kept(lines, points)}：${lines - 2 * held} 行用于学习，${held} 行用于验证，${held} 行用于测试。`,
  learned: (words) => `${words}模型正在学习这种笔迹：见“样本”和“绘制与补全”标签页。`,
  learn: '学习这种笔迹',
  export: '导出 ndjson',
  deleteAll: '全部删除',
  undoDelete: '撤销删除',
  line: (line) => `第 ${line} 行`,
  deleteLine: (line) => `删除第 ${line} 行`,
  readIt:
    '{strong:怎么看：}你写的各行按内置笔迹的速度重新采样，并且只留在这个浏览器里。其中五分之一（至少一行）留出用于验证，同样多的行用于测试，都保持原样；其余每一行变成 24 种倾斜、大小和起点来学习。几行只是很少的数据：可以期待学到字形，而不是整个的词。不使用速度和压力。',
};
