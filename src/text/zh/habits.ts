import type { HabitsText } from '../en/habits.ts';

export const habits: HabitsText = {
  title: '无人查看时',
  button: '无人查看时：页面隐藏、屏幕、电池',
  whose: '这些选项属于此浏览器，不属于实验，也不写入链接。',
  hidden: '页面隐藏时',
  hiddenNote: '切换到其他标签页、窗口最小化、屏幕锁定',
  battery: '使用电池时',
  batteryNote: '点“运行”可以不受此限，直到供电方式改变',
  awake: '训练时保持屏幕常亮',
  canKeepAwake: '在页面可见期间',
  cannotKeepAwake: '此浏览器做不到，或在此处做不到',
  meanwhile: { goOn: '继续', pause: '暂停' },
  paused: { hidden: '已暂停：页面隐藏', battery: '已暂停：使用电池' },
  staysOn: '屏幕保持常亮',
  notAwake: (why) => `这里无法保持屏幕常亮（${why}）：屏幕亮着期间训练照常进行。`,
};
