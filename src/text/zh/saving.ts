import type { SavingText } from '../en/saving.ts';

export const saving: SavingText = {
  title: '导出',
  metricsCsv: '指标（CSV）',
  metricsJson: '指标（JSON）',
  run: '这次运行，可供继续（zip）',
  experiment: '实验（JSON）',
  weights: (model) => `${model} 的权重（safetensors）`,
  copyCommand: '复制参数扫描的命令',
  commandCopied: (command) => `已复制：${command}。它不经页面，用五个种子重复这个实验。`,
  commandNotCopied: (command) => `浏览器不允许复制。命令是 ${command}`,
  share: '分享链接',
  copied: '已复制',
  drawingTooLong: (points, most) =>
    `图画有 ${points} 个点；一个链接最多容纳 ${most} 个，因此链接中不含图画。`,
  linkNotCopied: (link) => `浏览器不允许复制。链接是 ${link}`,
  numbersOf: (name) => `${name} 的数值，以表格和 CSV 给出`,
  numbers: '数值，以表格和 CSV 给出',
  saveCsv: '保存 CSV',
  moreRows: (rows) => `另有 ${rows} 行，全部在 CSV 中`,
  png: 'PNG',
  svg: 'SVG',
  savePng: '保存为 PNG',
  savePngOf: (name) => `把 ${name} 保存为 PNG`,
  saveSvg: '保存为 SVG',
  saveSvgOf: (name) => `把 ${name} 保存为 SVG`,
  pngNotMade: (name, why) => `无法生成 ${name}.png：${why}。`,
};
