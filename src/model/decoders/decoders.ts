/** The decoders, by the kind of observation. Tokens have a model of their own (`language/sentenceModel.ts`). */
import type { StepObservation } from '../../config/observation.ts';
import { binary } from './binary.ts';
import type { Decoder } from './decoder.ts';
import { pen } from './pen.ts';
import { real } from './real.ts';

export const DECODERS: Readonly<Record<StepObservation, Decoder>> = { binary, real, pen };
