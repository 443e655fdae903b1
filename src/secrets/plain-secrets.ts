import { drawSecret } from './draw-secret.ts'
import { lengthOf, tailShown, urlShown } from './mask.ts'
import { RUN } from './run-length.ts'
import { changeSecrets, type SecretPlace } from './places.ts'

/** True if a search looks for the secret, and four equal characters in a row make an innocent match likely. */
export function isPlain(text: unknown): text is string {
  return typeof text === 'string' && text.length >= RUN && /(.)\1{3}/su.test(text)
}

/** The greatest number of characters that a mask shows. */
const TAIL = 4

/**
 * True if a mask of the text cannot be told from the text. The text itself may be a mask, or a character too many at the end of a mask
 * looks like the mask's own.
 */
function isMaskLike(text: string, form: SecretPlace['form']): boolean {
  const most = Math.min(TAIL, lengthOf(text) - 1)
  const shows = (shown: string): boolean => {
    const { tail, elsewhere } = form === 'url' ? urlShown(shown, text) : tailShown(shown, text)
    return elsewhere || tail > most
  }
  const tooMuch = `****${Array.from(text)
    .slice(-most - 1)
    .join('')}`
  return !shows(text) || !shows(tooMuch)
}

/** True for a secret that nothing can be told from: plain, or like a mask. */
export function tellsNothing(text: unknown, form: SecretPlace['form']): text is string {
  return typeof text === 'string' && text !== '' && (isPlain(text) || isMaskLike(text, form))
}

/**
 * The value with a random text of equal length for each secret at the places that tells nothing. A value without such secrets
 * is returned as is.
 */
export function withTellingSecrets(value: unknown, places: readonly SecretPlace[], seed: string): unknown {
  return changeSecrets(value, places, (text, { pointer, form }) =>
    tellsNothing(text, form) ? drawSecret({ length: Array.from(text).length }, `${seed}${pointer}`) : text,
  )
}
