/**
 * JSON of unknown origin (a file, a link, what a browser kept), bounded before anything is made of it: in size, in depth,
 * and without the keys through which an object of somebody else's reaches what all objects share.
 */
import { configText } from '../text/en/config.ts';
import { messageOf } from '../text/message.ts';
import { grouped } from '../text/numbers.ts';

export interface JsonLimits {
  /** Characters of the text. */
  readonly characters: number;
  /** Lists and objects inside each other. */
  readonly depth: number;
}

/** Ample for an experiment, which has about 3,000 characters and four levels. */
export const EXPERIMENT_LIMITS: JsonLimits = { characters: 262_144, depth: 8 };

const REFUSED_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The value of a text. Throws an Error for people: too long, no JSON, too deep, a key that is refused. */
export function readJson(text: string, limits: JsonLimits): unknown {
  if (text.length > limits.characters)
    throw new Error(configText().longJson(grouped(text.length), grouped(limits.characters)));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(configText().notJson(messageOf(error)));
  }
  checkJson(value, limits.depth);
  return value;
}

/** Throws an Error where a value is deeper than `depth` or has a key that is refused. Never recurses. */
export function checkJson(value: unknown, depth: number): void {
  let level: unknown[] = [value];
  for (let at = 0; level.length > 0; at++) {
    const inner: unknown[] = [];
    for (const one of level) {
      if (typeof one !== 'object' || one === null || ArrayBuffer.isView(one)) continue;
      if (at === depth) throw new Error(configText().deepJson(depth));
      const refused = Object.keys(one).find((key) => REFUSED_KEYS.has(key));
      if (refused !== undefined) throw new Error(configText().refusedKey(refused));
      for (const each of Object.values(one)) inner.push(each);
    }
    level = inner;
  }
}
