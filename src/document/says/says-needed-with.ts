import { LONGEST_READ } from './describes.ts'
import { GIVEN } from './says-together.ts'
import { sentencesOf } from './sentences-of.ts'

const NEEDED = '(?:(?:is |it is |this is )?(?:required|needed|mandatory)|must be (?:given|set|sent|provided|specified))'
const OTHER = `[\`'"]?([a-z]\\w*)[\`'"]?`

/** A property that is needed beside another one, whatever the value of the other. */
const SAYS: readonly RegExp[] = [
  new RegExp(`^\\W*${NEEDED} (?:together |along )?with ${OTHER}(?=[,;:)]|\\.?\\s*$| \\()`, 'i'),
  new RegExp(`^\\W*${NEEDED},? (?:if|when(?:ever)?) ${OTHER} is ${GIVEN}(?=[,;:)]|\\.?\\s*$| \\()`, 'i'),
]

/**
 * The name of the property with which the described one is needed: `amount_off` of "Required with `amount_off`". Undefined where no such rule
 * is stated.
 */
export function neededWith(description: unknown): string | undefined {
  if (typeof description !== 'string') return undefined
  const plain = description.slice(0, LONGEST_READ).replaceAll(/\s+/g, ' ')
  return sentencesOf(plain)
    .map((sentence) => SAYS.map((says) => says.exec(sentence)?.[1]).find((name) => name !== undefined))
    .find((name) => name !== undefined)
}
