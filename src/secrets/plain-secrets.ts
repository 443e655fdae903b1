import { drawSecret } from './draw-secret.ts'
import { RUN } from './run-length.ts'
import { changeSecrets, type SecretPlace } from './places.ts'

/** True if a search looks for the secret, and four equal characters in a row make an innocent match likely. */
export function isPlain(text: unknown): text is string {
  return typeof text === 'string' && text.length >= RUN && /(.)\1{3}/su.test(text)
}

/**
 * The value with a random text of equal length for each plain secret at the places. A value without plain secrets is returned as
 * is.
 */
export function withoutPlain(value: unknown, places: readonly SecretPlace[], seed: string): unknown {
  return changeSecrets(value, places, (text, { pointer }) =>
    isPlain(text) ? drawSecret({ length: Array.from(text).length }, `${seed}${pointer}`) : text,
  )
}
