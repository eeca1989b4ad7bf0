/** The language of the essay. */
import { createContext, useContext } from 'react';
import { ENGLISH } from './english.ts';
import type { EssayText } from './text.ts';

export const EssayContext = createContext<EssayText>(ENGLISH);

export function useEssay(): EssayText {
  return useContext(EssayContext);
}
