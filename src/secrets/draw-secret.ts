import type { SecretForm } from '../contract/contract.ts'

/**
 * Numbers below 2^32 that depend on the seed alone (FNV-1a over its text, then splitmix32; two of each, since among the tens of
 * thousands of secrets of a run two would have the same 32 bits).
 */
function numbersFrom(seed: string): () => number {
  let [one, two] = [0x811c9dc5, 0x1b873593]
  for (let index = 0; index < seed.length; index += 1) {
    one = Math.imul(one ^ seed.charCodeAt(index), 0x01000193)
    two = Math.imul(two ^ seed.charCodeAt(index), 0x5bd1e995)
  }
  return () => {
    one = (one + 0x9e3779b9) | 0
    two = (two + 0x85ebca6b) | 0
    return (mix(one) ^ mix(two)) >>> 0
  }
}

function mix(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return mixed ^ (mixed >>> 15)
}

const HEX = '0123456789abcdef'
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/**
 * A secret in the form that real ones have, unique to its seed. Nothing in it but the random part is eight characters long, so
 * that a run found in an answer is the secret's and no word of the server's.
 */
export function drawSecret(form: SecretForm | { readonly length: number }, seed: string): string {
  const next = numbersFrom(seed)
  const text = (length: number, alphabet = ALPHANUMERIC): string => {
    let drawn = ''
    while (drawn.length < length) drawn += alphabet.charAt(next() % alphabet.length)
    return drawn
  }
  if (typeof form === 'object') return text(form.length)
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
      return `https://hooks.example.com/${text(10)}/${text(22)}?k=${text(12)}`
    case 'text':
      return `{"x-a":"${text(18)}","x-b":"${text(12)}"}`
    default:
      return form.slice(0, -'token'.length) + text(36)
  }
}
