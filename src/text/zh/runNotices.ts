import type { RunNoticesText } from '../en/runNotices.ts';

export const runNotices: RunNoticesText = {
  title: (preset, seed) => `${preset}，种子 ${seed}`,
  copyOf: (title) => `${title}（副本）`,
  keptRun: '一次保存下来的运行',
  offer: (models, when, step) =>
    `此浏览器中保存着一次{title}（${models}）的运行，保存于${when}，第 ${step} 步。现在训练的是一次新的运行。`,
  goOn: '继续',
  startAnew: '重新开始',
  today: (clock) => `今天 ${clock}`,
  yesterday: (clock) => `昨天 ${clock}`,
  dayAndClock: (day, clock) => `${day} ${clock}`,
  keepsNone: (why) =>
    `此浏览器不为本页面保存运行（${why}）：页面关闭后运行就会丢失。要保留它，请在“运行记录”标签页中导出。`,
  takenOver: (title, copy) =>
    `“${title}”已在另一个标签页中继续，并由那里保存。本页训练的内容另存为“${copy}”。`,
  cannotGoOn: (why) => `这次运行无法继续：${why}。`,
  openElsewhere: (title, copy) =>
    `“${title}”已在另一个标签页中打开。这里继续的是它的副本，保存为“${copy}”。`,
  otherBackend: (before, here) =>
    `这次运行原先在 ${before} 上训练，现在在 ${here} 上继续：权重相同，但末位数字不会完全一致。`,
  notKept: (why) => `这次运行的最新状态没有保存：${why}。`,
  older: (settings) => `这次运行早于若干设置项，它们取当时训练所用的值：${settings}。`,
  kept: (title) => `“${title}”已保存在“运行记录”标签页中，直到你删除它。`,
  notRenamed: (why) => `未能重命名：${why}。`,
  notDuplicated: (why) => `未能复制：${why}。`,
  notDeleted: (why) => `未能删除：${why}。`,
  notBroughtBack: (why) => `未能恢复：${why}。`,
  notCompared: (why) => `未能比较：${why}。`,
  notExported: (why) => `未能导出：${why}。`,
  notOpened: (file, why) => `未能打开 ${file}：${why}。`,
  gone: '它已经不在了',
  goneRun: '这次运行已经不在了',
  noStorage: '此浏览器不为网页提供存储',
  newerBuild: '这里保存的内容由本页面的更新版本写入',
  wouldNotKeep: (why) => `浏览器不肯保存（${why}）`,
  noRoom: '浏览器的存储空间不够',
  noRoomAtAll: '浏览器的存储空间不够：请删除一些运行，或者导出这一次',
  noRoomFor: (files) => `浏览器没有空间保存 ${files}：以后要继续这次运行，请再提供一次`,
  penLines: '你手写的各行',
  moreFiles: (count) => `另外 ${count} 个文件`,
};
