import type { ScreenText } from '../en/screen.ts';

export const screen: ScreenText = {
  results: {
    bound: '下界',
    gap: '差距',
    diagnostics: '诊断',
    kl: 'KL 散度',
    'held-out': '留出集',
  },
  open: '在演练场中打开',
  opensTab: '在新标签页中',
  starting: '训练即将开始。',
  step: (count) => `第 ${count} 步`,
  absent: (panel) => `这个实验的数据没有可供“${panel}”显示的内容。`,
  slides: '幻灯片',
  slidesTitle: '幻灯片：大字号，一次一个面板（s）',
  leave: '退出',
  leaveTitle: '退出幻灯片（Esc）',
  problems: {
    embed: (value, known) => `不接受 embed = ${value}：可以是 ${known} 之一。`,
    slides: (value, known) =>
      `不接受 slides = ${value}：可以是 ${known} 之一，也可以不写。现在显示第一个面板。`,
    hide: (value, known) =>
      `hide = ${value} 没有隐藏任何东西：可以是 ${known} 中的名称，以逗号分隔。`,
    theme: (value, known) => `不接受 theme = ${value}：可以是 ${known} 之一。`,
  },
};
