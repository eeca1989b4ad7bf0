/** What is refused is refused in the language of the page, and named. */
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { parseExperiment } from '../../src/config/experiment.ts';
import { checkValue, describeRange } from '../../src/config/settings.ts';
import { ImportError } from '../../src/data/importError.ts';
import { importFile } from '../../src/data/importer.ts';
import { speak } from '../../src/text/speak.ts';
import { fromCheckpoint } from '../../src/train/checkpoint.ts';
import { metadataOf } from '../../src/train/safetensors.ts';

const HAN = /\p{Script=Han}/u;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const packed = Uint8Array.from(gzipSync(bytesOf('t,y\n1,2\n'.repeat(100))));

/** One or more of every importer. */
const WRONG_FILES: readonly (readonly [name: string, bytes: Uint8Array<ArrayBuffer>])[] = [
  ['nothing.csv', new Uint8Array(0)],
  ['text.csv', bytesOf('t,y\n1,2\n2,two\n')],
  ['names.csv', bytesOf('date,site\nMonday,north\n')],
  ['mixed.csv', bytesOf('t,y\n1,two\n2,3\n')],
  ['headless.csv', bytesOf('Monday,1\nTuesday,2\n')],
  ['blank.csv', bytesOf('t,y\n1,2\n\n2,3\n')],
  ['book.xlsx', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)],
  ['cut.csv.gz', packed.slice(0, 20)],
  ['labels-idx1-ubyte', Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 5, 7)],
  ['words.idx', Uint8Array.of(0, 0, 11, 3, ...new Array<number>(12).fill(0))],
  ['images.amat', bytesOf('0 1 0 1 0 1 0 1 0 1\n')],
  ['cats.ndjson', bytesOf('{"drawing": [[[1, 2], [1]]]}\n')],
  ['line.xml', bytesOf('<WhiteboardCaptureSession><Stroke></Stroke></WhiteboardCaptureSession>')],
  ['ink.inkml', bytesOf('<ink><trace>1 2, 3</trace></ink>')],
  ['drawing.svg', bytesOf('<svg><path d="M 0 0 L x"/></svg>')],
  ['open.svg', bytesOf('<svg><g></svg>')],
];

async function refusalOf(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Error> {
  return importFile(name, bytes).then(
    () => expect.fail(`${name} was read`),
    (error: Error) => error,
  );
}

afterEach(() => speak('en'));

describe('a wrong file', () => {
  test.each(WRONG_FILES)(
    '%s is refused by its name, in Chinese and in English',
    async (name, bytes) => {
      const english = await refusalOf(name, bytes);
      await speak('zh');
      const chinese = await refusalOf(name, bytes);
      for (const error of [english, chinese]) {
        expect(error).toBeInstanceOf(ImportError);
        expect(error.message).toContain(name);
      }
      expect(english.message).not.toMatch(HAN);
      expect(chinese.message).toMatch(HAN);
      // What a parser of others said stands in brackets as it said it.
      expect(chinese.message.replace(/（.*?）/g, '')).not.toMatch(/expected|is |has |holds /);
    },
  );

  test('names its line and column', async () => {
    await speak('zh');
    const { message } = await refusalOf('text.csv', bytesOf('t,y\n1,2\n2,two\n'));
    expect(message).toBe('text.csv 第 3 行的 "y" 列是文字 "two"：应为一个数');
  });

  test('of weights is refused in Chinese, also where its header is what is wrong', async () => {
    await speak('zh');
    expect(() => metadataOf(new Uint8Array(3))).toThrow('3 字节不是 safetensors 文件');
    const broken = Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7b);
    expect(() => metadataOf(broken)).toThrow(/^文件头不是 JSON（.*）：这不是 safetensors 文件$/);
    expect(() => fromCheckpoint(broken)).toThrow(/^文件头不是 JSON/);
  });
});

describe('a setting', () => {
  test('that takes no such value is refused in the language that is spoken', async () => {
    const refused = () => {
      const checked = checkValue('batch', 0);
      return checked.ok ? null : checked.problem;
    };
    expect(refused()).toBe('batch = 0 was refused: it takes an integer from 1 to 1024');
    await speak('zh');
    expect(refused()).toBe('batch = 0 不被接受：它应为 1 到 1024 的整数');
    expect(describeRange('noiseKind')).toBe('bernoulli, gaussian 之一');
  });

  test('of an experiment from a file as well', async () => {
    await speak('zh');
    expect(() => parseExperiment({ version: 2, settings: { batch: 'many' } })).toThrow(
      /^不是有效的实验：version 是 2：此版本只读取 1 版；settings\.batch = "many" 不被接受：/,
    );
  });
});
