/** English nouns and verbs in their forms: regular ones by rule, the others as they are written down. */

export interface Noun {
  readonly singular: string;
  readonly plural: string;
}

export interface Verb {
  readonly base: string;
  /** he bakes */
  readonly third: string;
  readonly past: string;
  readonly participle: string;
  readonly gerund: string;
}

/** "knife/knives", or "cook" where the plural is regular. */
export function noun(written: string): Noun {
  const [singular, plural] = written.split('/');
  return { singular: singular!, plural: plural ?? withS(singular!) };
}

/** "write/wrote/written", "sing/sang/sung", or "bake" where all is regular. */
export function verb(written: string): Verb {
  const [base, past, participle] = written.split('/') as [string, string?, string?];
  const regular = /e$/.test(base)
    ? `${base}d`
    : /[^aeiou]y$/.test(base)
      ? `${base.slice(0, -1)}ied`
      : `${doubled(base)}ed`;
  return {
    base,
    third: withS(base),
    past: past ?? regular,
    participle: participle ?? past ?? regular,
    gerund: /[^aeio]e$/.test(base) ? `${base.slice(0, -1)}ing` : `${doubled(base)}ing`,
  };
}

/** The s of a plural and of a third person. */
function withS(word: string): string {
  if (/(s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** stir, stirred: one short vowel and one consonant at the end of a word of one syllable. */
function doubled(word: string): string {
  return /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(word) ? word + word.at(-1) : word;
}

/** a cook, an egg, a useful book: by sound, as far as these words go. */
export function article(next: string): 'a' | 'an' {
  return /^(?:[aeio]|u(?!se|ni))/.test(next) ? 'an' : 'a';
}
