import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressName, checkVersion, openBroker } from '../../../src/cli/queue/broker.ts';
import { findRedis, startRedis, type TestRedis } from '../../redis.ts';

describe('the address of a queue', () => {
  test('is told without its password', () => {
    expect(addressName('redis://:secret@example.org:7000')).toBe('redis://example.org:7000');
    expect(addressName('rediss://user:secret@example.org')).toBe('rediss://example.org:6379');
  });

  test.each(['127.0.0.1:6379', 'http://:secret@example.org', 'redis://'])(
    'is refused where it is of another kind, and the password not repeated: %s',
    (address) => {
      expect(() => addressName(address)).toThrow(/expected redis:\/\/HOST:PORT/);
      expect(() => addressName(address)).not.toThrow(/secret/);
    },
  );
});

describe('a Redis', () => {
  test('that is too old is refused, with both versions', () => {
    expect(() => checkVersion('# Server\r\nredis_version:6.0.16\r\n', 'redis://a:1')).toThrow(
      'redis://a:1 is Redis 6.0.16: expected 6.2 or newer, which the queue needs',
    );
    for (const version of ['6.2.0', '7.0.15', '10.1.0'])
      expect(() => checkVersion(`redis_version:${version}\r\n`, 'x')).not.toThrow();
    expect(() => checkVersion('nothing', 'x')).toThrow(/Redis unknown/);
  });

  test('is asked for its version over the line', async () => {
    const { server, address } = await pretending('redis_version:5.0.14\r\n');
    await expect(openBroker(address)).rejects.toThrow(/is Redis 5\.0\.14: expected 6\.2 or newer/);
    server.close();
  });

  test('that does not answer is told in a line', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(openBroker(`redis://127.0.0.1:${port}`)).rejects.toThrow(/cannot be reached/);
    server.close();
  });

  test('that is not there is told in a line', async () => {
    await expect(openBroker('redis://127.0.0.1:1')).rejects.toThrow(
      /^redis:\/\/127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\): is redis-server running there/,
    );
  });
});

describe.skipIf(findRedis() === undefined)('a Redis with a password', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis('--requirepass', 'right');
  });
  afterAll(() => redis.stop());
  const at = (password: string) => redis.address.replace('//', `//:${password}@`);

  test('says so where none, or a wrong one, is given, and opens to the right one', async () => {
    await expect(openBroker(redis.address)).rejects.toThrow(
      /asks for a password: give it as redis:\/\/:PASSWORD@HOST:PORT$/,
    );
    const wrong = openBroker(at('wrong'));
    await expect(wrong).rejects.toThrow(/refuses the password/);
    await expect(wrong).rejects.not.toThrow(/wrong/);
    const broker = await openBroker(at('right'));
    expect(broker.name).toBe(redis.address);
    expect(await broker.redis.ping()).toBe('PONG');
    broker.close();
  });
});

/** A server that answers INFO, and says OK to anything else. */
async function pretending(info: string): Promise<{ server: Server; address: string }> {
  const server = createServer((socket) =>
    socket
      .on('data', (text) => {
        // Commands come several at once, each as *N and its words.
        for (const command of text.toString().split(/(?=\*\d+\r\n)/))
          socket.write(/info/i.test(command) ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n');
      })
      .on('error', () => {}),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { server, address: `redis://127.0.0.1:${port}` };
}
