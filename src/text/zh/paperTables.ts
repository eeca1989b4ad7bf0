import type { PaperTablesText } from '../en/paperTables.ts';

export const paperTables: PaperTablesText = {
  intro:
    '已发表的数字：{source}。这里测得的数字在下方自成一列：来自“在测试集上估计”，以及 {code:npm run train} 和 {code:npm run evaluate -- DIR --estimator … --json} 的结果文件。{code:npm run sweep} 的 {code:results.jsonl} 画在它们上方。',
  open: '打开结果文件…',
  file: '结果文件',
  drop: '去掉导入的结果',
  csv: '导出 CSV',
  markdown: '导出 Markdown',
  model: '模型',
  published: (column) => `已发表的 ${column}`,
  measured: '测得的 NLL',
  measuredHead: '在这里测得，每个序列 nats，± 一个标准误',
  nothing: '这里还没有测得任何数字',
  protocol: (protocol) => `${protocol}。`,
  differs: '{strong:与论文不同：}{differences}。',
  differences: (differences) => differences.join('；'),
  others: '在其他数据上测得',
  othersNote: '论文中没有这些数据的表，或者文件没有说明所用的数据。',
  othersTable: '其他结果',
  tables: {
    mnist: {
      title: '序列 MNIST',
      columns: ['NLL（nats）'],
      protocol:
        '逐像素，10,000 个测试数字。论文没有说明数字如何二值化、隐变量模型报告的是哪种下界，也没有说明 K 和 N。VRNN 和 SIS-RNN 低于在随机二值化文件上发表过的任何结果，所以可能用的是阈值化的数字：这只是推断，不是证明。',
    },
    handwriting: {
      title: 'IAM-OnDB 手写',
      columns: ['平均 NLL'],
      protocol:
        '笔的偏移量的密度，每行文字一个序列。论文既没有说明归一化方式，也没有说明数据划分；仅仅让每个通道各自归一化，就会使每行的数字变动几百 nats。',
    },
    text: {
      title: '文本：Yahoo 和 PTB',
      columns: ['NLL', 'PPL', 'KL'],
      protocol: 'NLL 和 KL 以每句 nats 计。论文没有给出文本模型的大小。',
    },
  },
  sheet: {
    title: '论文的表，以及在这里测得的数字',
    none: '不属于论文的表',
    measured: '在这里测得，NLL',
    protocolAndDifferences: '测法与不同之处',
    protocol: '测法',
    publishedIn: (source, protocol) => `已发表：${source}。${protocol}`,
    differs: (protocol, differences) => `${protocol}。与论文不同：${differences}`,
    inNothing: '没有说明的不同',
  },
};
