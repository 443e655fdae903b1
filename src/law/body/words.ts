import { randomBytes } from 'node:crypto'

/** The form of a word of a run. Letters and digits take turns at its beginning, as in no word of a language: `westeurope` is none. */
const FORM = String.raw`w[a-z]\d[a-z]\d[a-z0-9]{5}`
const WORD = new RegExp(`^${FORM}$`)
const WORDS = new RegExp(FORM, 'g')

/** True for a text that is a word of a run and nothing else. */
export function isWord(text: unknown): text is string {
  return typeof text === 'string' && WORD.test(text)
}

/** The words of a run in a text. */
export function wordsIn(text: string): readonly string[] {
  return text.match(WORDS) ?? []
}

/** True for a value that has a word of a run, at any depth. */
export function holdsWord(value: unknown): boolean {
  return wordsIn(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).length > 0
}

/** True for a value that has a word of the run that `word` is of, at any depth. A server may show text in another case. */
export function holdsWordOfRun(value: unknown, word: string): boolean {
  const text = (JSON.stringify(value) ?? '').toLowerCase()
  return wordsIn(text).some((one) => one.startsWith(word.slice(0, 1 + SIGNS.length)))
}

/** The text with another word for each word of a run. */
export function withWords(text: string, anew: (word: string) => string): string {
  return text.replaceAll(WORDS, anew)
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789'
/** The signs after the `w`, by their place. */
const SIGNS = [LETTERS, DIGITS, LETTERS, DIGITS, LETTERS + DIGITS, LETTERS + DIGITS]

function signAt(index: number, byte: number): string {
  const signs = SIGNS[index] ?? DIGITS
  return signs.charAt(byte % signs.length)
}

/** A source of words that nothing else on a target has: ten letters and digits, the first a letter. They are drawn in no order. */
export function createWords(): () => string {
  // Not from the seed: a run must tell its members from those of an earlier run with the same seed.
  const run = [...randomBytes(SIGNS.length)].map((byte, index) => signAt(index, byte)).join('')
  let count = 0
  return () => {
    count += 1
    return `w${run}${(count < HALF * HALF ? scattered(count) : count).toString(36).padStart(3, '0')}`
  }
}

/** Words of three letters or digits after that of the run are a pair of such numbers, as a count. */
const HALF = 216

/** Another number below the square of the half for each: a list in the order of its creation is then in no other order. */
function scattered(count: number): number {
  let [left, right] = [Math.floor(count / HALF), count % HALF]
  for (const round of [5, 17, 71]) [left, right] = [right, (left + right * right * round + right * 31 + round) % HALF]
  return left * HALF + right
}
