import { isObject } from '../json/pointer.ts'

/** A secret of the same form with zeros: hexadecimal stays hexadecimal, and a URL keeps its host. */
export function withZeros(secret: string): string {
  const [origin = ''] = /^https?:\/\/[^/?#@]*(?=[/?#]|$)/.exec(secret) ?? []
  return origin + secret.slice(origin.length).replaceAll(/[\p{L}\p{N}\p{M}]/gu, '0')
}

/**
 * A JSON body with zeros in the place of its secrets, so that it can be sent. Undefined for a body without secrets, or one that is not the compact
 * form of its JSON value.
 */
export function sampleBody(body: string, mask: (text: string) => string): string | undefined {
  if (mask(body) === body) return undefined
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return undefined
  }
  if (JSON.stringify(value) !== body) return undefined
  const sample = JSON.stringify(sampleOf(value, mask))
  return mask(sample) === sample ? sample : undefined
}

function sampleOf(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value) === value ? value : withZeros(value)
  if (Array.isArray(value)) return value.map((one) => sampleOf(one, mask))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, sampleOf(one, mask)]))
}
