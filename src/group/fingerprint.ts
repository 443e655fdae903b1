import { createHash } from 'node:crypto'
import type { Contract, Variant } from '../contract/contract.ts'
import { lengthOf, splitUrl } from '../secrets/mask.ts'
import { isObject, valueAt } from '../json/pointer.ts'
import type { Claim, Fingerprint } from './ledger.ts'

/** Says nothing against any member, and for none. */
export const NOTHING: Fingerprint = { values: {}, tails: {}, origins: {} }

/** How much of an end tells one secret from others. */
const TELLING = 2

/** As long as a text must be for two people not to write the same by chance, in code points. */
const LONG = 20

/** By what a member with this body will be known again. */
export function fingerprintOf(body: unknown, key: string, contract: Contract): Fingerprint {
  const variant = contract.resource.variants[key]
  if (variant === undefined || !isObject(body)) return NOTHING
  const values: Record<string, string> = {}
  const tails: Record<string, string> = {}
  const origins: Record<string, string> = {}
  for (const pointer of distinctiveProperties(variant, contract)) {
    const value = valueAt(body, pointer)
    const redaction = variant.redactions[pointer]
    if (value === undefined || value === null) continue
    if (redaction === undefined) values[pointer] = digestOf(value)
    if (redaction === undefined || typeof value !== 'string') continue
    const origin = redaction.rule === 'url' ? originDigest(value) : ''
    if (origin !== '') origins[pointer] = origin
    // Never more than half of it: the ledger must not hold what a mask would not show either.
    const tail = Math.min(redaction.tail, Math.floor(value.length / 2))
    if (tail >= TELLING) tails[pointer] = value.slice(-tail)
  }
  return { values, tails, origins }
}

/** By what a member will be known again that was written once more, and may have kept what the later body does not name. */
export function mergeFingerprints(earlier: Fingerprint, later: Fingerprint): Fingerprint {
  return {
    values: { ...earlier.values, ...later.values },
    tails: { ...earlier.tails, ...later.tails },
    origins: { ...earlier.origins, ...later.origins },
  }
}

/**
 * Whether a member that is there now is one of those that were written. `unclear` where all that can be seen fits, and could as well be
 * somebody else's: a region, say, beside a secret of which nothing is shown.
 */
export function isOurs(
  member: unknown,
  { fingerprints, ids, key }: Claim,
  contract: Contract,
): 'ours' | 'foreign' | 'unclear' {
  const id = valueAt(member, contract.resource.identity)
  if (typeof id === 'string' && ids.includes(id)) return 'ours'
  const variant = contract.resource.variants[key]
  if (variant === undefined) return 'unclear'
  const fits = new Set(fingerprints.map((fingerprint) => fit(member, fingerprint, variant)))
  if (fits.has('ours')) return 'ours'
  return fits.has('unclear') ? 'unclear' : 'foreign'
}

/** Something speaks for it that only ours has, nothing against it; or neither. */
function fit(member: unknown, fingerprint: Fingerprint, variant: Variant): 'ours' | 'foreign' | 'unclear' {
  const told = comparisons(fingerprint.values, member, digestOf)
  const led = comparisons(fingerprint.origins, member, (shown) => originDigest(shown))
  const ended = comparisons(fingerprint.tails, member, (shown, pointer) => visibleEnd(shown, variant, pointer))
  const against =
    [...told, ...led].some(({ seen, kept }) => seen !== kept) ||
    ended.some(({ seen, kept }) => !kept.endsWith(seen) && !seen.endsWith(kept))
  if (against) return 'foreign'
  const tells = led.length > 0 || ended.some(({ seen }) => seen.length >= TELLING) || showsLongText(fingerprint, member)
  return tells ? 'ours' : 'unclear'
}

/** Of a member that nothing speaks against: a name that was made up for it, say. */
function showsLongText({ values }: Fingerprint, member: unknown): boolean {
  return Object.keys(values).some((pointer) => {
    const shown = valueAt(member, pointer)
    return typeof shown === 'string' && lengthOf(shown) >= LONG
  })
}

interface Comparison {
  readonly kept: string
  readonly seen: string
}

/** What of a fingerprint can be held against the member; what is not shown, or shows nothing, cannot. */
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

/** A host is the same however it is written, and its usual port need not be. */
function originDigest(shown: unknown): string {
  const origin = typeof shown === 'string' ? splitUrl(shown).origin : undefined
  if (origin === undefined) return ''
  return digestOf(URL.canParse(origin) ? new URL(origin).href : origin)
}

/** What a mask leaves to be seen at the end. */
function visibleEnd(shown: unknown, { redactions }: Variant, pointer: string): string {
  if (typeof shown !== 'string') return ''
  const masked = redactions[pointer]?.rule === 'url' ? splitUrl(shown).hidden : shown
  return /\*/.test(masked) ? masked.slice(masked.lastIndexOf('*') + 1) : masked
}

/** Neither the id, which the target gives, nor the key, which the path has. */
function distinctiveProperties({ properties }: Variant, { resource }: Contract): readonly string[] {
  return properties.filter((pointer) => pointer !== resource.identity && pointer !== resource.key.pointer)
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16)
}
