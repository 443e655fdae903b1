import { referenceIn } from '../../json/references.ts'
import type { PlannedRequest, SavedParts } from '../planned-case.ts'

/** The request with its saved values, or the reason why an earlier answer gave none. */
export type Bound = { readonly request: PlannedRequest } | { readonly missing: string }

/** Puts values of earlier answers into the path, the query and the headers. Bodies receive theirs when they are written. */
export function bindSaved(request: PlannedRequest, saved: ReadonlyMap<string, unknown>): Bound {
  if (request.open === undefined) return { request }
  const { open, ...rest } = request
  const missing = namesIn(open).find((name) => !isScalar(saved.get(name)))
  if (missing !== undefined)
    return { missing: `expected a text, a number or a flag for $${missing} in an earlier answer; the answer has none` }
  const bind = (name: string): string => String(saved.get(name))
  const { query: _q, headers: _h, ...texts } = open
  return { request: { ...rest, ...bound(texts, bind), ...partsOf(open, rest, bind) } }
}

function partsOf(
  { query, headers }: Pick<SavedParts, 'query' | 'headers'>,
  rest: PlannedRequest,
  bind: (name: string) => string,
): Pick<PlannedRequest, 'query' | 'headers'> {
  return { query: { ...rest.query, ...bound(query, bind) }, headers: { ...rest.headers, ...bound(headers, bind) } }
}

function bound(names: Names | undefined, bind: (name: string) => string): Names {
  return Object.fromEntries(Object.entries(names ?? {}).map(([part, name]) => [part, bind(name)]))
}

type Names = Readonly<Record<string, string>>

function namesIn({ query = {}, headers = {}, ...texts }: SavedParts): readonly string[] {
  return [texts, query, headers].flatMap((names) => Object.values(names))
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

/** The names of saved values to which the parts of a request refer; undefined for none. */
export function openParts({ query, headers, ...texts }: Referring): SavedParts | undefined {
  const open: SavedParts = {
    ...referring(texts),
    ...inPart('query', query),
    ...inPart('headers', headers),
  }
  return Object.keys(open).length === 0 ? undefined : open
}

interface Referring {
  readonly key?: unknown
  readonly scope?: unknown
  readonly rawQuery?: unknown
  readonly query?: Readonly<Record<string, unknown>> | undefined
  readonly headers?: Readonly<Record<string, unknown>> | undefined
}

function inPart(part: 'query' | 'headers', values: Readonly<Record<string, unknown>> = {}): SavedParts {
  const names = referring(values)
  return Object.keys(names).length === 0 ? {} : { [part]: names }
}

function referring(values: Readonly<Record<string, unknown>>): Names {
  return Object.fromEntries(
    Object.entries(values).flatMap(([part, value]) => {
      const name = referenceIn(value)
      return name === undefined ? [] : [[part, name]]
    }),
  )
}
