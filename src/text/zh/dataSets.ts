import type { DataFacts, DataSetsText, HandFacts } from '../en/dataSets.ts';
import { grouped } from '../numbers.ts';
import { factors } from './factors.ts';

type Of<Kind extends DataFacts['kind']> = Extract<DataFacts, { readonly kind: Kind }>;

const SCANS = {
  row: '28 行，每行 28 个像素',
  cell: '196 步，每步一格，即 2 × 2 个像素的平均灰度',
  pixel: '784 步，每步一个像素',
};
const RULES = {
  threshold: '大于 0.5 的像素为 1',
  coin: '每个像素以灰度为概率随机取值，每轮重新抽取',
  file: '像素与文件一致',
};
const SCALES = {
  pooled: '已标准化，dx 和 dy 用同一尺度',
  'per-channel': '已标准化，dx 和 dy 各用自己的尺度',
};
const TOKENS = { words: '以词为单位', tokenised: '以空格分隔的词元', characters: '以字符为单位' };

const WRITERS: Readonly<Record<string, string>> = {
  'upright print': '直立印刷体',
  'slanted script': '倾斜连笔',
  'large round': '大而圆',
  'small hurried': '小而急',
  'backward script': '反斜连笔',
  trembling: '颤抖',
};

function line(facts: DataFacts): string {
  switch (facts.kind) {
    case 'generator':
      return [`生成器 ${facts.name}：${facts.formula}`, ...facts.values].join('，');
    case 'series':
      return `${facts.file}：${facts.series} 个序列，${grouped(facts.rows)} 行，通道 ${facts.channels.join('、')}${leftOut(facts)}，窗口至多 ${facts.steps} 步，已标准化`;
    case 'drawnDigits':
      return `由笔画合成的数字（不是 MNIST），${SCANS[facts.scan]}，${RULES[facts.rule]}`;
    case 'digits':
      return `${facts.binary ? '二值文件' : 'MNIST idx 文件'} ${facts.file}：${grouped(facts.images)} 幅图像，${SCANS[facts.scan]}，${RULES[facts.rule]}${facts.labelled ? '，划分由文件给出' : ''}`;
    case 'handwriting': {
      const writers = facts.writers.map((name) => WRITERS[name] ?? name);
      return `${writers.length} 位书写者的手写（${writers.join('、')}），字形取自 Hershey；${SCALES[facts.normaliser]}`;
    }
    case 'ink':
      return `${inkRemarks(facts).join('，')}；${SCALES[facts.normaliser]}`;
    case 'grammar': {
      const { vocabulary, held, cut, longest } = facts;
      const names: Readonly<Record<string, string>> = factors.names;
      const hidden = facts.factors.map((name) => names[name] ?? name);
      const short =
        cut > 0
          ? `，留出的 ${grouped(held)} 句中有 ${grouped(cut)} 句在 ${longest} 个词元处截断`
          : '';
      return `由语法合成的句子，有 ${hidden.length} 个隐藏因子（${hidden.join('、')}），${grouped(vocabulary)} 个词元${short}`;
    }
    case 'text':
      return textRemarks(facts).join('，');
  }
}

function handWords({ lines, held, copies }: HandFacts): string {
  return `你的手写，${lines} 行：${lines - 2 * held} 行用于学习，各变成 ${copies} 种倾斜、大小和起点，${held} 行用于验证，${held} 行用于测试，保持原样`;
}

function leftOut({ leftOut: names, leftOutMore: more }: Of<'series'>): string {
  if (names.length === 0) return '';
  return `（已略去没有数的列：${names.join('、')}${more > 0 ? `，另外 ${grouped(more)} 列` : ''}）`;
}

function inkRemarks(facts: Of<'ink'>): string[] {
  const { hand, drawings, cut, longest, dots, dequantised } = facts;
  const name = hand === null ? `${facts.file}（${facts.format}）` : handWords(hand);
  return [
    `${name}：${grouped(drawings)} 幅`,
    facts.labelled ? '划分由文件给出' : '划分由种子抽取',
    ...(cut > 0 ? [`${grouped(cut)} 幅在 ${longest} 步处截断`] : []),
    ...(dots > 0 ? [`略去只有一个点的 ${grouped(dots)} 幅`] : []),
    ...(dequantised === null ? [] : [dequantised ? '整数，已去量化' : '整数，未去量化']),
  ];
}

function textRemarks(facts: Of<'text'>): string[] {
  const [training, validation, test] = facts.sentences;
  const { long, longest } = facts;
  return [
    `${facts.file}：训练、验证、测试各 ${grouped(training)} / ${grouped(validation)} / ${grouped(test)} 句`,
    TOKENS[facts.tokens],
    `词表大小 ${grouped(facts.vocabulary)}`,
    `测试部分 ${grouped(facts.testWords)} 个词加 ${grouped(test)} 个句末，其中 ${facts.unknownPercent} % 的词不在词表中`,
    ...(long > 0
      ? [
          `${grouped(long)} 句长于 ${longest} 个词元，已${facts.longAre === 'cut' ? '截断' : '略去'}`,
        ]
      : []),
    ...facts.unread.map(({ file, lines }) => `${file} 只读入前 ${grouped(lines)} 行`),
  ];
}

export const dataSets: DataSetsText = { line, hand: handWords };
