import { variantOf } from '../contract/keys.ts'
import { createHash } from 'node:crypto'
import type { Contract, Variant } from '../contract/contract.ts'
import { lengthOf, splitUrl } from '../secrets/mask.ts'
import { isObject, valueAt } from '../json/pointer.ts'
import type { Claim, Fingerprint } from './ledger.ts'

/** The fingerprint that neither supports nor contradicts any member. */
export const NOTHING: Fingerprint = { values: {}, tails: {}, origins: {} }

/** The least visible characters at the end of a secret that identify the secret. */
const DISTINCTIVE_TAIL = 2

/** The least length of a text that two clients do not write by chance, in code points. */
const DISTINCTIVE_LENGTH = 20

/** The fingerprint of a member with this body: digests of plain values and URL origins, and tails of secrets. */
export function fingerprintOf(body: unknown, key: string, contract: Contract): Fingerprint {
  const variant = variantOf(contract, key)
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
    // At most half of the secret: the ledger holds no more of a secret than its mask shows.
    const tail = Math.min(redaction.tail, Math.floor(value.length / 2))
    if (tail >= DISTINCTIVE_TAIL) tails[pointer] = value.slice(-tail)
  }
  return { values, tails, origins }
}

/** The fingerprint after a second write: values that the later body does not name may remain from the earlier body. */
export function mergeFingerprints(earlier: Fingerprint, later: Fingerprint): Fingerprint {
  return {
    values: { ...earlier.values, ...later.values },
    tails: { ...earlier.tails, ...later.tails },
    origins: { ...earlier.origins, ...later.origins },
  }
}

/**
 * The writer of an existing member. `unclear` where all visible values fit but may belong to another client, such as a region beside a fully
 * masked secret. Also `unclear` where the id is of the run and a visible value is not. A server may keep the id when another client changes
 * the member.
 */
export function isOurs(
  member: unknown,
  { fingerprints, ids, key }: Claim,
  contract: Contract,
): 'ours' | 'foreign' | 'unclear' {
  const variant = variantOf(contract, key)
  const hasId = hasIdOf(member, ids, contract)
  if (variant === undefined) return hasId ? 'ours' : 'unclear'
  const fits = new Set(fingerprints.map((fingerprint) => fit(member, fingerprint, variant)))
  if (hasId) return fits.has('foreign') && fits.size === 1 ? 'unclear' : 'ours'
  if (fits.has('ours')) return 'ours'
  return fits.has('unclear') ? 'unclear' : 'foreign'
}

/** True for a member with one of these ids. */
export function hasIdOf(member: unknown, ids: readonly string[], { resource }: Contract): boolean {
  const id = valueAt(member, resource.identity)
  return typeof id === 'string' && ids.includes(id)
}

/** The visible end of a mask that tells secrets apart among all secrets of a run, in characters. */
const TELLING_END = 4

/** The last characters of a member's secrets behind asterisks. Other masks tell nothing: their filler may look like a secret. */
export function visibleEnds(member: unknown, key: string, contract: Contract): readonly string[] {
  const variant = variantOf(contract, key)
  if (variant === undefined) return []
  return Object.keys(variant.redactions)
    .filter((pointer) => String(valueAt(member, pointer)).includes('*'))
    .map((pointer) => visibleEnd(valueAt(member, pointer), variant, pointer).slice(-TELLING_END))
    .filter((end) => end.length === TELLING_END)
}

/** Compares a member with one fingerprint. A contradiction means `foreign`; a distinctive match without contradiction, `ours`. */
function fit(member: unknown, fingerprint: Fingerprint, variant: Variant): 'ours' | 'foreign' | 'unclear' {
  const values = comparisons(fingerprint.values, member, digestOf)
  const origins = comparisons(fingerprint.origins, member, (shown) => originDigest(shown))
  const tails = comparisons(fingerprint.tails, member, (shown, pointer) => visibleEnd(shown, variant, pointer))
  const contradicts =
    [...values, ...origins].some(({ seen, kept }) => seen !== kept) ||
    tails.some(({ seen, kept }) => !kept.endsWith(seen) && !seen.endsWith(kept))
  if (contradicts) return 'foreign'
  const isDistinctive =
    origins.length > 0 ||
    tails.some(({ seen }) => seen.length >= DISTINCTIVE_TAIL) ||
    showsLongText(fingerprint, member)
  return isDistinctive ? 'ours' : 'unclear'
}

/** True if a matching member shows a long text of the fingerprint, such as a generated name. */
function showsLongText({ values }: Fingerprint, member: unknown): boolean {
  return Object.keys(values).some((pointer) => {
    const shown = valueAt(member, pointer)
    return typeof shown === 'string' && lengthOf(shown) >= DISTINCTIVE_LENGTH
  })
}

interface Comparison {
  readonly kept: string
  readonly seen: string
}

/** The places of a fingerprint that the member shows, each with the kept and the shown digest or tail. */
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

/** The digest of a URL's origin, in lower case and without the default port; empty without an origin. */
function originDigest(shown: unknown): string {
  const origin = typeof shown === 'string' ? splitUrl(shown).origin : undefined
  if (origin === undefined) return ''
  return digestOf(URL.canParse(origin) ? new URL(origin).href : origin)
}

/** The visible characters after the last mask character. */
function visibleEnd(shown: unknown, { redactions }: Variant, pointer: string): string {
  if (typeof shown !== 'string') return ''
  const masked = redactions[pointer]?.rule === 'url' ? splitUrl(shown).hidden : shown
  return /\*/.test(masked) ? masked.slice(masked.lastIndexOf('*') + 1) : masked
}

/** All properties but the id, which the target assigns, and the key, which the path holds. */
function distinctiveProperties({ properties }: Variant, { resource }: Contract): readonly string[] {
  return properties.filter((pointer) => pointer !== resource.identity && pointer !== resource.key.pointer)
}

/** A digest that the order of properties leaves alone: a target may show them in an order of its own. */
function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, inOrder)).digest('base64url').slice(0, 16)
}

/** Puts the properties of an object in the order of their names. */
function inOrder(_: string, value: unknown): unknown {
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value
}
