import type { HeaderText } from '../en/header.ts';

export const header: HeaderText = {
  name: 'SIS-RNN 演练场',
  reset: '重置：从随机种子重新开始',
  resetTitle: '从随机种子重新开始',
  play: '运行',
  playTitle: '运行（空格键）',
  pause: '暂停',
  pauseTitle: '暂停（空格键）',
  step: '单步',
  stepTitle: '训练一步',
  backend: '计算后端、显卡或指令集，以及张量占用的内存',
  starting: '正在启动…',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  theme: (now, next) => `主题：${now}。切换为${next}`,
  language: (now, next) => `语言：${now}。切换为${next}`,
  languageRefused: (written, known) => `lang = ${written} 未被接受：可取的值有 ${known}。`,
  languageNotLoaded: (language, why) => `无法加载${language}（${why}）：页面继续使用当前语言。`,
};
