import { expect, test } from 'vitest';
import { DEFAULT_WATCH } from '../../src/protocol.ts';
import { keptNote } from '../../src/ui/keptNote.ts';

test('a kept report says what it shows where that is something else', () => {
  const x = Float32Array.of(1, Number.NaN);
  const kept = { step: 1300, watch: DEFAULT_WATCH, x };
  expect(keptNote(kept, { watch: DEFAULT_WATCH, x: x.slice() })).toBe('kept, step 1,300');
  expect(
    keptNote(kept, { watch: { ...DEFAULT_WATCH, sequence: 3, conditioning: 'one-past' }, x }),
  ).toBe('kept, step 1,300, sequence 1, over all pasts');
  const given = { ...DEFAULT_WATCH, conditioning: 'one-past', past: 4 } as const;
  expect(keptNote({ step: 9, watch: given, x }, { watch: { ...given, past: 5 }, x })).toBe(
    'kept, step 9, given past 5',
  );
  // Another seed, or a slider of the generator.
  expect(keptNote(kept, { watch: DEFAULT_WATCH, x: Float32Array.of(2, Number.NaN) })).toBe(
    'kept, step 1,300, of other data',
  );
});
