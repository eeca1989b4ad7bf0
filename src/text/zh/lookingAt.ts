import type { LookingAtText } from '../en/lookingAt.ts';

export const lookingAt: LookingAtText = {
  title: '我在看什么？',
  label: (panel) => `我在看什么：${panel}`,
};
