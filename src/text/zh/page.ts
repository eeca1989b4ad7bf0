import type { PageText } from '../en/page.ts';

export const page: PageText = {
  skip: '跳到控制区',
  notices: '通知',
  close: '关闭',
  dismiss: '关闭',
  dismissNotice: (message) => `关闭：${message}`,
  newer: '新版本',
  ready: '新版本已就绪。在你重新载入之前，运行仍使用旧版本。',
  otherTabs: (count) => `新版本已就绪。在另外 ${count} 个标签页中关闭本页面后即可启用。`,
  reload: '重新载入',
  later: '以后再说',
  views: '视图',
  view: {
    posterior: '后验',
    samples: '样本',
    draw: '绘制与补全',
    hand: '你的手写',
    digits: '数字',
    sentences: '句子',
    tables: '论文表格',
    runs: '运行记录',
  },
  loading: '正在载入视图。',
  scrolls: (label) => `${label}，可左右滚动`,
};
