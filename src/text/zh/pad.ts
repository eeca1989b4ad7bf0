import type { PadText } from '../en/pad.ts';

export const pad: PadText = {
  label: '书写板：手写的内容，以及各模型接着写出的内容',
};
