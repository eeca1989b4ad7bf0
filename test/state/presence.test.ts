import { describe, expect, test } from 'vitest';
import { DEFAULT_HABITS, storedHabits, storeHabits } from '../../src/state/habits.ts';
import { checkpoint, report, stage } from './stage.ts';

/** A run that trains, on a page whose browser is moved by hand. */
function running(choice: Parameters<ReturnType<typeof stage>['actions']['setHabit']>[0] = {}) {
  const on = stage();
  on.begin();
  on.actions.setHabit(choice);
  on.posted.splice(0);
  const presence = () => on.store.getState().presence;
  return { ...on, presence };
}

describe('while the page is hidden', () => {
  test('the run goes on, where nothing else was chosen', () => {
    const on = running();
    on.browser.hide(true);
    expect(on.told()).toEqual([]);
    expect(on.presence().held).toBeNull();
  });

  test('it pauses where that was chosen, says so, and goes on by itself afterwards', () => {
    const on = running({ whileHidden: 'pause' });
    on.browser.hide(true);
    expect(on.told()).toEqual([{ type: 'pause' }]);
    expect(on.presence().held).toBe('hidden');
    // The worker's word that it stands still is no wish of the reader's.
    const { report: paused } = report(40) as Extract<ReturnType<typeof report>, { type: 'report' }>;
    for (let i = 0; i < 3; i++)
      on.say({ type: 'report', report: { ...paused, playing: false, step: 40 } });
    expect(on.store.getState().playing).toBe(true);
    on.browser.hide(false);
    expect(on.told().at(-1)).toEqual({ type: 'play' });
    expect(on.presence().held).toBeNull();
  });

  test('a run that the reader paused stays paused', () => {
    const on = running({ whileHidden: 'pause' });
    on.actions.pause();
    on.posted.splice(0);
    on.browser.hide(true);
    on.browser.hide(false);
    expect(on.told()).toEqual([]);
  });

  test('what starts or is restored meanwhile does not train until the page is back', () => {
    const on = running({ whileHidden: 'pause' });
    on.say({ type: 'checkpoint', state: checkpoint(on.store.getState().experiment, 3) });
    on.browser.hide(true);
    on.actions.reset();
    expect(on.told().at(-1)).toMatchObject({ type: 'start', playing: false });
    on.begin();
    on.say({ type: 'checkpoint', state: checkpoint(on.store.getState().experiment, 5) });
    on.say({ type: 'failed', fault: { kind: 'silent', message: 'asleep' } });
    expect(on.told().at(-1)).toMatchObject({ type: 'resume', playing: false });
    on.browser.hide(false);
    expect(on.told().at(-1)).toEqual({ type: 'play' });
  });
});

describe('on the battery', () => {
  test('the run pauses where that was chosen, until the machine is plugged in', () => {
    const on = running({ onBattery: 'pause' });
    expect(on.presence().knowsBattery).toBe(false);
    on.browser.power(true);
    expect(on.presence()).toMatchObject({ held: 'battery', knowsBattery: true });
    expect(on.told()).toEqual([{ type: 'pause' }]);
    on.browser.power(false);
    expect(on.told().at(-1)).toEqual({ type: 'play' });
  });

  test('pressing play counts, until the power changes again', () => {
    const on = running({ onBattery: 'pause' });
    on.browser.power(true);
    on.actions.play();
    expect(on.presence().held).toBeNull();
    expect(on.told().at(-1)).toEqual({ type: 'play' });
    on.browser.power(false);
    on.browser.power(true);
    expect(on.presence().held).toBe('battery');
  });
});

describe('the screen', () => {
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  test('is kept on while a run trains in sight, and let go with a pause', async () => {
    const on = running({ keepAwake: true });
    await settled();
    expect(on.presence().awake).toBe(true);
    expect(on.browser.screens).toBe(1);
    on.actions.pause();
    expect(on.presence().awake).toBe(false);
    on.actions.play();
    await settled();
    expect(on.presence().awake).toBe(true);
    // A browser lets it go by itself when the page is hidden; it is asked for again.
    on.browser.hide(true);
    expect(on.presence().awake).toBe(false);
    on.browser.hide(false);
    await settled();
    expect(on.presence().awake).toBe(true);
    expect(on.browser.screens).toBe(1);
    on.actions.setHabit({ keepAwake: false });
    expect(on.browser.screens).toBe(0);
  });

  test('that a browser will not keep on is said once, and the run goes on', async () => {
    const on = running();
    on.browser.refuse('battery saver');
    on.actions.setHabit({ keepAwake: true });
    await settled();
    const { notices, playing } = on.store.getState();
    expect(notices.at(-1)!.message).toContain('battery saver');
    expect(playing).toBe(true);
    expect(on.presence()).toMatchObject({ awake: false, habits: { keepAwake: false } });
  });
});

describe('habits', () => {
  const storage = (text: string | null) => () => ({ getItem: () => text, setItem: () => {} });

  test('are stored and read back', () => {
    const kept: string[] = [];
    const habits = { whileHidden: 'pause', onBattery: 'goOn', keepAwake: true } as const;
    const write = { getItem: () => null, setItem: (_: string, text: string) => kept.push(text) };
    storeHabits(() => write, habits);
    expect(storedHabits(storage(kept[0]!))).toEqual(habits);
  });

  test.each([null, '', '{', '[]', 'null', '3', '{"whileHidden":"never","keepAwake":1}'])(
    'stored as %j they are the usual ones',
    (text) => {
      expect(storedHabits(storage(text))).toEqual(DEFAULT_HABITS);
    },
  );
});
