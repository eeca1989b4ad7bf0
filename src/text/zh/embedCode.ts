import type { EmbedCodeText } from '../en/embedCode.ts';

export const embedCode: EmbedCodeText = {
  open: '复制嵌入代码…',
  title: '把一个面板放进你自己的网页',
  about:
    '一个框架，在读者的浏览器中训练这个实验，并显示其中一个面板。它不在浏览器中保存任何东西，看不见时便停下来。',
  panel: '面板',
  width: '宽度（像素）；留空则占满可用宽度',
  height: '高度（像素）',
  preview: (width, height) => `${width} × ${height}`,
  roomWide: '占满宽度',
  code: '代码',
  copy: '复制',
  copied: '已复制。请粘贴到你网页的 HTML 中。',
  notCopied: '浏览器未能复制：请从文本框中取用代码。',
  frameTitle: (page, panel, experiment) => `${page}：${panel}，${experiment}`,
};
