import { isDeepStrictEqual } from 'node:util'
import { variantOf } from '../../contract/keys.ts'
import { isObject, valueAt } from '../../json/pointer.ts'
import { isMaskOf, showsHostOf } from '../../secrets/mask.ts'
import type { Observation, RecalledWrite } from '../observation.ts'

/** A property of a member. */
export interface PropertyOf {
  readonly key: string
  /** The JSON Pointer of the property. */
  readonly property: string
}

/**
 * Returns words that tell which request of the case sent a value, such as `of an earlier write`. They are for an answer that shows the value
 * in the wrong place or at the wrong time. Undefined for a value that no request sent.
 */
export function originOf(
  actual: unknown,
  place: PropertyOf,
  { recalled, contract }: Pick<Observation, 'recalled' | 'contract'>,
): string | undefined {
  // Every other request that sends a flag sends this value.
  if (typeof actual === 'boolean') return undefined
  const { places = [], group } = recalled ?? {}
  const isSecret = variantOf(contract, place.key)?.redactions[place.property] !== undefined
  const isFrom = ({ body }: RecalledWrite): boolean => {
    const sent = isObject(body) ? valueAt(body, place.property) : undefined
    if (sent === undefined) return false
    return isSecret && typeof actual === 'string' && typeof sent === 'string'
      ? isShownSecret(actual, sent)
      : isDeepStrictEqual(actual, sent)
  }
  const own = places.find((one) => one.group === group && one.key === place.key)?.writes.findLast(isFrom)
  if (own !== undefined) return isRefused(own) ? 'of a refused request' : 'of an earlier write'
  // Short texts, as listed values are, and numbers are equal by chance.
  if (typeof actual !== 'string' || actual.length < LEAST) return undefined
  const other = places.find(({ writes }) => writes.some(isFrom))
  if (other === undefined) return undefined
  return `that was sent ${other.group === group ? `for ${other.key}` : 'to another group'}`
}

/**
 * True for the mask of a URL that shows the host of an earlier write of the property, and not that of the URL that was sent last. The value
 * is not current.
 */
export function showsEarlierHost(
  { actual, sent }: { readonly actual: unknown; readonly sent: unknown },
  { key, property }: PropertyOf,
  { recalled }: Pick<Observation, 'recalled'>,
): boolean {
  if (typeof actual !== 'string' || typeof sent !== 'string') return false
  const { places = [], group } = recalled ?? {}
  const own = places.find((one) => one.group === group && one.key === key)
  return (own?.writes ?? []).some(({ body }) => {
    const earlier = isObject(body) ? valueAt(body, property) : undefined
    return typeof earlier === 'string' && showsHostOf(actual, earlier, sent)
  })
}

/** The least length of a text that tells where it comes from, in characters. */
const LEAST = 8

const isRefused = ({ status = 0 }: RecalledWrite): boolean => status >= 400

/** True if the text is the secret, or a mask with its end. A mask without a visible end says nothing about its secret. */
export function isShownSecret(shown: string, secret: string): boolean {
  return shown === secret || (/[^*]{3,}$/.test(shown) && shown.endsWith(secret.slice(-3)) && isMaskOf(shown, secret))
}
