import { isObject } from '../json/pointer.ts'
import type { Flaw } from './recorded.ts'

/** Ends the reading of one exchange. It never leaves the readers of this folder. */
export class FlawFound extends Error {
  readonly flaw: Flaw

  constructor(flaw: Flaw) {
    super(flaw.problem)
    this.flaw = flaw
  }
}

/** A part of a document, and the path to it. */
export interface DocumentPart {
  readonly value: unknown
  readonly path: readonly string[]
}

export function partOf({ value, path }: DocumentPart, name: string): DocumentPart {
  if (!isObject(value)) throw new FlawFound({ path, problem: 'must be an object' })
  return { value: value[name], path: [...path, name] }
}

function textOf({ value, path }: DocumentPart): string {
  if (typeof value === 'string' && value !== '') return value
  throw new FlawFound({ path, problem: 'must be a text' })
}

/** A method of HTTP: a token. */
export function methodOf(part: DocumentPart): string {
  const method = textOf(part)
  if (/^[\w!#$%&'*+.^`|~-]{1,40}$/.test(method)) return method
  throw new FlawFound({ path: part.path, problem: 'must be a method of HTTP' })
}

/** An absolute URL of HTTP. */
export function urlOf(part: DocumentPart): string {
  const url = textOf(part)
  if (/^https?:/i.test(url) && URL.canParse(url)) return url
  throw new FlawFound({ path: part.path, problem: 'must be a URL that begins with http:// or https://' })
}

/** A status of HTTP; 0 for no answer. */
export function statusOf({ value, path }: DocumentPart): number {
  if (value === 0 || (Number.isInteger(value) && Number(value) >= 100 && Number(value) <= 999)) return Number(value)
  throw new FlawFound({ path, problem: 'must be a status such as 200, or 0 without an answer' })
}

/** Headers: a list of `{ name, value }`, or an object of texts. */
export function headersOf({ value, path }: DocumentPart): readonly (readonly [string, string])[] {
  if (value === undefined) return []
  const pairs = Array.isArray(value)
    ? value.map((one: unknown) => (isObject(one) ? [one['name'], one['value']] : []))
    : isObject(value)
      ? Object.entries(value)
      : [[]]
  return pairs.map(([name, text]) => {
    if (typeof name !== 'string' || typeof text !== 'string')
      throw new FlawFound({ path, problem: 'must be a list of { name, value }, or an object of texts' })
    return [name, text] as const
  })
}

/** A count of milliseconds; 0 where it is not stated. */
export function millisecondsOf({ value }: DocumentPart): number {
  return typeof value === 'number' && value > 0 ? value : 0
}

/** The time of a text as in ISO 8601; nothing for another value. */
export function startOf({ value }: DocumentPart): { readonly startedAt?: number } {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? {} : { startedAt: time }
}
