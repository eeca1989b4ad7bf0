import type { HintsText } from '../en/hints.ts';

export const hints: HintsText = {
  title: '先看什么',
  hints: [
    '{strong:动手试试：}换一种数据，或拖动数据下方的滑块。运行随之改变，地址栏就是它的链接。',
    '{strong:每个模型认为}一条留出序列中看不见的 z 是什么。SIS-RNN 的后验可以分叉；给定单一历史时，VRNN 的后验是一个高斯。',
    '{strong:由此得到什么：}log p(x) 的下界，越高越好。若数据自身的 log p(x) 已知，则以虚线标出。',
  ],
  done: '知道了',
};
