import { createHash } from 'node:crypto'
import type { Contract, Variant } from '../contract/contract.ts'
import { splitUrl } from '../judge/mask.ts'
import { isObject, valueAt } from '../source/pointer.ts'
import type { Claim, Mark } from './ledger.ts'

const NOTHING: Mark = { values: {}, tails: {}, origins: {} }

/** How much of an end tells one secret from others. */
const TELLING = 2

/** By what a member with this body will be known again. */
export function markOf(body: unknown, key: string, contract: Contract): Mark {
  const variant = contract.resource.variants[key]
  if (variant === undefined || !isObject(body)) return NOTHING
  const values: Record<string, string> = {}
  const tails: Record<string, string> = {}
  const origins: Record<string, string> = {}
  for (const pointer of tellingProperties(variant, contract)) {
    const value = valueAt(body, pointer)
    const redaction = variant.redactions[pointer]
    if (value === undefined || value === null) continue
    if (redaction === undefined) values[pointer] = digestOf(value)
    if (redaction === undefined || typeof value !== 'string') continue
    const { origin } = splitUrl(value)
    if (redaction.rule === 'url' && origin !== undefined) origins[pointer] = digestOf(origin)
    // Never more than half of it: the ledger must not hold what a mask would not show either.
    const tail = Math.min(redaction.tail, Math.floor(value.length / 2))
    if (tail >= TELLING) tails[pointer] = value.slice(-tail)
  }
  return { values, tails, origins }
}

/**
 * Whether a member that is there now is one of those that were written. `unclear` where all that can be seen fits, and could as well be
 * somebody else's: a region, say, beside a secret of which nothing is shown.
 */
export function isOurs(
  member: unknown,
  { marks, ids, key }: Claim,
  contract: Contract,
): 'ours' | 'foreign' | 'unclear' {
  const id = valueAt(member, contract.resource.identity)
  if (typeof id === 'string' && ids.includes(id)) return 'ours'
  const variant = contract.resource.variants[key]
  if (variant === undefined) return 'unclear'
  const fits = new Set(marks.map((mark) => fit(member, mark, variant)))
  if (fits.has('ours')) return 'ours'
  return fits.has('unclear') ? 'unclear' : 'foreign'
}

/** Something speaks for it that only ours has, nothing against it; or neither. */
function fit(member: unknown, mark: Mark, variant: Variant): 'ours' | 'foreign' | 'unclear' {
  const told = comparisons(mark.values, member, digestOf)
  const led = comparisons(mark.origins, member, (shown) => originDigest(shown))
  const ended = comparisons(mark.tails, member, (shown, pointer) => visibleEnd(shown, variant, pointer))
  const against =
    [...told, ...led].some(({ seen, kept }) => seen !== kept) ||
    ended.some(({ seen, kept }) => !kept.endsWith(seen) && !seen.endsWith(kept))
  if (against) return 'foreign'
  return led.length > 0 || ended.some(({ seen }) => seen.length >= TELLING) ? 'ours' : 'unclear'
}

interface Comparison {
  readonly kept: string
  readonly seen: string
}

/** What of a mark can be held against the member; what is not shown, or shows nothing, cannot. */
function comparisons(
  kept: Readonly<Record<string, string>>,
  member: unknown,
  look: (shown: unknown, pointer: string) => string,
): readonly Comparison[] {
  return Object.entries(kept).flatMap(([pointer, expected]) => {
    const shown = valueAt(member, pointer)
    const seen = shown === undefined || shown === null ? '' : look(shown, pointer)
    return seen === '' ? [] : [{ kept: expected, seen }]
  })
}

function originDigest(shown: unknown): string {
  const origin = typeof shown === 'string' ? splitUrl(shown).origin : undefined
  return origin === undefined ? '' : digestOf(origin)
}

/** What a mask leaves to be seen at the end. */
function visibleEnd(shown: unknown, { redactions }: Variant, pointer: string): string {
  if (typeof shown !== 'string') return ''
  const masked = redactions[pointer]?.rule === 'url' ? splitUrl(shown).hidden : shown
  return /\*/.test(masked) ? masked.slice(masked.lastIndexOf('*') + 1) : masked
}

/** Neither the id, which the target gives, nor the key, which the path has. */
function tellingProperties({ properties }: Variant, { resource }: Contract): readonly string[] {
  return properties.filter((pointer) => pointer !== resource.identity && pointer !== resource.key.pointer)
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16)
}
