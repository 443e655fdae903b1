import { drawSecret } from './draw-secret.ts'
import { changeSecrets, type SecretPlace } from './places.ts'

/** Runs of this many characters of a secret are looked for in every later answer. */
const RUN = 8

/** Whether a secret is long enough to be looked for, and yet so plain that a text that nobody forbids may look like it. */
export function isPlain(text: unknown): text is string {
  return typeof text === 'string' && text.length >= RUN && /(.)\1{3}/su.test(text)
}

/** The value with a text as long, but like no other, for each plain one at the places; itself where there is none. */
export function withoutPlain(value: unknown, places: readonly SecretPlace[], seed: string): unknown {
  return changeSecrets(value, places, (text, { pointer }) =>
    isPlain(text) ? drawSecret({ length: Array.from(text).length }, `${seed}${pointer}`) : text,
  )
}
