import type { AnnouncedText } from '../en/announced.ts';

export const announced: AnnouncedText = {
  title: '随机的后验带来什么，又在何时毫无用处',
  loading: '正在加载文章。',
  missing: '文章未能加载。请重新加载页面再试一次。',
};
