import type { SecretForm } from '../contract/contract.ts'
import { hashText, mix } from './seeded-numbers.ts'

const HEX = '0123456789abcdef'
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
/** Without the letters that masks are filled with: a secret of a few characters would look like a mask of itself. */
const TELLING = ALPHANUMERIC.replaceAll(/x/gi, '')

/**
 * A secret in a form, or of a length in characters. Equal seeds give equal secrets. Fixed parts behind the host are shorter than a
 * run, so a found run comes from the random parts.
 */
export function drawSecret(form: SecretForm | { readonly length: number }, seed: string): string {
  const next = numbersFrom(seed)
  const text = (length: number, alphabet = ALPHANUMERIC): string => {
    let drawn = ''
    while (drawn.length < length) drawn += alphabet.charAt(next() % alphabet.length)
    return drawn
  }
  if (typeof form === 'object') return text(form.length, TELLING)
  switch (form) {
    case 'hex32':
      return text(32, HEX)
    case 'hex40':
      return text(40, HEX)
    case 'uuid':
      return `${text(8, HEX)}-${text(4, HEX)}-4${text(3, HEX)}-a${text(3, HEX)}-${text(12, HEX)}`
    case 'token':
      return text(36)
    case 'url':
      // A mask may show the host alone: only a host of its own tells one URL from another.
      return `https://hooks-${text(6, HEX)}.example.com/${text(10)}/${text(22)}?k=${text(12)}`
    case 'text':
      return `{"x-a":"${text(18)}","x-b":"${text(12)}"}`
    default:
      return form.slice(0, -'token'.length) + text(36)
  }
}

/** Integers from 0 to 2^32 - 1 that depend on the seed alone. Two states of 32 bits keep the many secrets of a run apart. */
function numbersFrom(seed: string): () => number {
  let first = hashText(seed)
  let second = hashText(seed, 0x1b873593, 0x5bd1e995)
  return () => {
    first = (first + 0x9e3779b9) | 0
    second = (second + 0x85ebca6b) | 0
    return (mix(first) ^ mix(second)) >>> 0
  }
}
