import { counted } from './counted.ts'

/** The least length of texts whose difference is described, in characters. Shorter texts are never masked, so that both are read. */
const LEAST = 8

/**
 * The difference of two texts by place, and by length and kind where the texts alone would not tell it. Undefined for other values. Short
 * texts that look alike are told by their code points.
 */
export function textDifference(sent: unknown, actual: unknown): string | undefined {
  if (typeof sent !== 'string' || typeof actual !== 'string' || sent === actual) return undefined
  const [wanted, shown] = [Array.from(sent), Array.from(actual)]
  if (Math.min(wanted.length, shown.length) < LEAST)
    return looksAlike(sent, actual)
      ? `the Unicode form differs: ${codePoints(wanted)} was sent, the answer has ${codePoints(shown)}`
      : undefined
  const first = wanted.findIndex((character, index) => character !== shown[index])
  if (first < 0) return `the answer has ${counted(shown.length - wanted.length, 'character')} more at the end`
  if (first === shown.length) return `the answer lacks the last ${counted(wanted.length - first, 'character')}`
  const kind = kindOf(sent, actual)
  const from = `${kind} from character ${first + 1} on`
  if (kind === DIFFERENT && Math.max(wanted.length, shown.length) <= MOST_SHOWN)
    return `${from}: ${JSON.stringify(sent)} was sent, the answer has ${JSON.stringify(actual)}`
  return `${from}; ${counted(wanted.length, 'character')} were sent, the answer has ${shown.length}`
}

/** The words for texts that do not resemble each other. */
const DIFFERENT = 'the texts differ'

/** The longest texts that are shown whole, in characters. A part of a secret in a longer one would have no mask. */
const MOST_SHOWN = 60

function kindOf(sent: string, actual: string): string {
  if (sent.toLowerCase() === actual.toLowerCase()) return 'upper and lower case differ'
  if (sent.replaceAll(/\s+/g, '') === actual.replaceAll(/\s+/g, '')) return 'white space differs'
  return looksAlike(sent, actual) ? 'the Unicode form differs' : DIFFERENT
}

function looksAlike(sent: string, actual: string): boolean {
  return sent.normalize('NFKC') === actual.normalize('NFKC')
}

/** `U+0065 U+0301` */
function codePoints(characters: readonly string[]): string {
  return characters
    .map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ')
}
