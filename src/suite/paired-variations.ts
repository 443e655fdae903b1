import type { Variation } from './suite.ts'

/**
 * Two variations at once, for each two of which neither replaces a part of the other. A target may remember an answer for two parameters
 * together only.
 */
export function pairedVariations(variations: readonly Variation[]): readonly Variation[] {
  return variations.flatMap((one, index) =>
    variations.slice(index + 1).flatMap((other) => (isFreeOf(one, other) ? [both(one, other)] : [])),
  )
}

/** True if the two share no parameter, header or word, and have an operation in common. */
function isFreeOf(one: Variation, other: Variation): boolean {
  const names = new Set(partsOf(one))
  const { of } = both(one, other)
  return !partsOf(other).some((name) => names.has(name)) && of?.length !== 0
}

function partsOf({ query = {}, headers = {}, as, transfer }: Variation): readonly string[] {
  return [
    ...Object.keys(query).map((name) => `query ${name}`),
    ...Object.keys(headers).map((name) => `header ${name.toLowerCase()}`),
    ...(as === undefined ? [] : ['as']),
    ...(transfer === undefined ? [] : ['transfer']),
  ]
}

function both(one: Variation, other: Variation): Variation {
  const of = one.of === undefined ? other.of : one.of.filter((name) => other.of?.includes(name) ?? true)
  const query = { ...one.query, ...other.query }
  const headers = { ...one.headers, ...other.headers }
  return {
    ...one,
    ...other,
    ...(Object.keys(query).length === 0 ? {} : { query }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(of === undefined ? {} : { of }),
  }
}
