/** What data are made of, which decides the decoder. */

/** What a step of x is. */
export type StepObservation = 'binary' | 'real' | 'pen';
/** Tokens are read a sentence at a time. */
export type Observation = StepObservation | 'tokens';

/** Throws a TypeError for tokens, whose models have no latent at each step. */
export function stepObservation(observation: Observation): StepObservation {
  if (observation === 'tokens') throw new TypeError('tokens are no observation of one step');
  return observation;
}
