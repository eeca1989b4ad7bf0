import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../src/config/presets.ts';
import { fixedLatentDimensions, isRead } from '../../src/config/relevance.ts';
import { defaultSettings } from '../../src/config/settings.ts';

describe('what an experiment reads', () => {
  test('every preset with a known generator states the dimensions that generator has', () => {
    for (const { experiment } of PRESETS) {
      const fixed = fixedLatentDimensions(experiment.settings);
      if (fixed !== null) expect(experiment.settings.latent).toBe(fixed);
    }
  });

  test('a learned generator leaves the latent dimensions to the reader', () => {
    expect(fixedLatentDimensions({ ...defaultSettings(), generator: 'learned' })).toBeNull();
  });

  test('pen data have their own settings, and a single Gaussian no number of components', () => {
    const handwriting = { ...defaultSettings(), data: 'handwriting' as const };
    const strokes = { ...handwriting, data: 'strokes' as const };
    expect(isRead(handwriting, 'letterVariety')).toBe(true);
    expect(isRead(handwriting, 'dequantise')).toBe(false);
    expect(isRead(strokes, 'writers')).toBe(false);
    expect(isRead(strokes, 'dequantise')).toBe(true);
    for (const pen of [handwriting, strokes])
      for (const key of ['normaliser', 'penDecoder', 'mixtureComponents'] as const)
        expect(isRead(pen, key)).toBe(true);
    expect(isRead({ ...strokes, penDecoder: 'gaussian' }, 'mixtureComponents')).toBe(false);
    expect(isRead(defaultSettings(), 'penDecoder')).toBe(false);
  });

  test('what keeps z in use is of sentences, free nats of any learned decoder', () => {
    const sentences = { ...defaultSettings(), data: 'sentences' as const };
    const digits = { ...defaultSettings(), data: 'digits-rows' as const };
    for (const key of ['sightAtBirth', 'bagOfWords', 'refinementSteps'] as const) {
      expect(isRead(sentences, key)).toBe(true);
      expect(isRead(digits, key)).toBe(false);
    }
    expect(isRead(sentences, 'refinementRate')).toBe(false);
    expect(isRead({ ...sentences, refinementSteps: 3 }, 'refinementRate')).toBe(true);
    expect([sentences, digits, defaultSettings()].map((of) => isRead(of, 'freeNats'))).toEqual([
      ...[true, true, false],
    ]);
  });

  test('sentences have settings of words, and none of a latent at each step', () => {
    const sentences = { ...defaultSettings(), data: 'sentences' as const };
    for (const key of ['wordDecoder', 'wordWidth', 'wordDropout', 'attentionHeads'] as const) {
      expect(isRead(sentences, key)).toBe(true);
      expect(isRead({ ...sentences, data: 'text' }, key)).toBe(true);
      expect(isRead(defaultSettings(), key)).toBe(false);
    }
    for (const key of ['attentionHeads', 'dropout'] as const)
      expect(isRead({ ...sentences, wordDecoder: 'lstm' }, key)).toBe(false);
    for (const key of ['features', 'inference', 'priorWidths', 'decoderWidths'] as const)
      expect(isRead(sentences, key)).toBe(false);
  });

  test('how text is cut into tokens is asked of text, and not of sentences that are made of tokens', () => {
    for (const key of ['tokens', 'vocabularySize', 'longSentences'] as const) {
      expect(isRead({ ...defaultSettings(), data: 'text' }, key)).toBe(true);
      for (const data of ['sentences', 'mirror', 'strokes'] as const)
        expect(isRead({ ...defaultSettings(), data }, key)).toBe(false);
    }
    expect(isRead({ ...defaultSettings(), data: 'sentences' }, 'sequenceLength')).toBe(true);
  });

  test('a file has no generator parameters, and digits have no sequence length', () => {
    const digits = { ...defaultSettings(), data: 'digits-rows' as const };
    expect(isRead(digits, 'generator')).toBe(false);
    expect(isRead(digits, 'observationNoise')).toBe(false);
    expect(isRead(digits, 'sequenceLength')).toBe(false);
    for (const key of ['binarisation', 'scan'] as const) {
      expect(isRead(digits, key)).toBe(true);
      expect(isRead(defaultSettings(), key)).toBe(false);
    }
    expect(isRead(digits, 'decoderWidths')).toBe(true);
  });
});
