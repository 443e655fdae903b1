import type { ApiDocument, ApiOperation, DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import type { NextPage, PageStyle, Pointer, Resource } from '../../resource/model.ts'
import { plainName } from '../../words/words.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'
import { operationWithId } from '../body/paths.ts'
import { schemaAt } from '../body/schema-at.ts'
import { schemaOfSuccess } from '../compare/compare-member.ts'
import type { Answer } from '../session/exchange.ts'
import { linkWith } from '../send/link-header.ts'
import { nextIn } from '../walk/page-steps.ts'
import { sizeName } from '../walk/page-size.ts'

/** A way from a page of a list to the one before it. */
export type BackWay =
  | { readonly by: 'header' }
  | { readonly by: 'place'; readonly at: Pointer }
  | { readonly by: 'links'; readonly next: Links }
  | { readonly by: 'parameter'; readonly name: string; readonly at: Pointer; readonly isStated: boolean }

type Links = Extract<NextPage, { readonly links: Pointer }>

const LINKS = /^prev(?:ious)?(?:page)?(?:link|url|uri)?$/
const PARAMETERS = /^(?:endingbefore|endbefore|pagebefore|beforecursor|prevcursor|previouscursor|before)$/

/** The most objects around a link, as a count. */
const DEEPEST = 3

/** The ways to the page before that the document has: links, and a parameter that takes the first member of a page. */
export function backWays({ list }: Resource, document: ApiDocument): readonly BackWay[] {
  if (list === undefined) return []
  const operation = operationWithId(document, list.operation)
  const styles = list.pages?.value ?? []
  const page = schemaOfSuccess(operation)
  const links = styles.flatMap((one): BackWay[] =>
    one.style === 'link' && 'links' in one.next && listsBack(one.next, page, document.schemas)
      ? [{ by: 'links', next: one.next }]
      : [],
  )
  const places = placesIn(page, [], document.schemas)
  return [
    ...(hasLinkHeader(operation) ? [{ by: 'header' } as const] : []),
    ...links,
    ...places.map((at) => ({ by: 'place', at }) as const),
    ...styles.flatMap((style) => parameterOf(style, operation)),
  ]
}

/** True where the listed relations of a list of links have one to the page before. */
function listsBack(
  { links, relation }: Links,
  page: DocumentSchema | undefined,
  schemas: ApiDocument['schemas'],
): boolean {
  const list = flatten(schemaAt(page ?? true, links, schemas) ?? true, schemas)
  const own = schemaAt((list['items'] ?? true) as DocumentSchema, relation, schemas)
  const listed = flatten(own ?? true, schemas)['enum']
  return Array.isArray(listed) && listed.some((one) => BACK.test(String(one)))
}

/** The relation of a link to the page before. */
const BACK = /^prev(?:ious)?$/i

function hasLinkHeader({ responses }: ApiOperation): boolean {
  return Object.entries(responses).some(([status, { headers }]) => status.startsWith('2') && 'link' in headers)
}

/** The links in a page: a text such as `links.prev`, or the `href` of an object such as `_links.prev`. */
function placesIn(
  schema: DocumentSchema | undefined,
  above: readonly string[],
  schemas: ApiDocument['schemas'],
): readonly Pointer[] {
  if (schema === undefined || above.length > DEEPEST) return []
  const { properties } = flatten(schema, schemas)
  return Object.entries(isObject(properties) ? properties : {}).flatMap(([name, own]) => {
    const path = [...above, name]
    const flat = flatten(own as DocumentSchema, schemas)
    const type = typeOf(flat)
    if (type === 'object' && LINKS.test(plainName(name))) return [formatPointer([...path, 'href'])]
    if (type === 'string' && LINKS.test(plainName(name))) return [formatPointer(path)]
    return type === 'object' ? placesIn(own as DocumentSchema, path, schemas) : []
  })
}

/** A parameter beside a cursor that is the key of the last member: it takes the key of the first one. */
function parameterOf(style: PageStyle, { parameters }: ApiOperation): readonly BackWay[] {
  if (style.style !== 'cursor' || !('lastMember' in style.next)) return []
  const at = style.next.lastMember
  return parameters.flatMap(({ name, in: place, description = '' }): BackWay[] => {
    const isStated = /\bprevious page\b/i.test(description)
    // A `before` alone may be about time: what is older may stand on the next page.
    const isMeant = place === 'query' && PARAMETERS.test(plainName(name)) && (isStated || plainName(name) !== 'before')
    return isMeant ? [{ by: 'parameter', name, at, isStated }] : []
  })
}

/** The request for the page before, as a link or as a query. Undefined where the page has none. */
export function stepBack(
  way: BackWay,
  answer: Answer,
  shown: readonly unknown[],
): { readonly link?: string; readonly query: Readonly<Record<string, string>> } | undefined {
  if (way.by === 'parameter') {
    const value = nextIn({ json: shown[0], header: answer.header }, { at: way.at }, shown)
    return value === undefined ? undefined : { query: { [way.name]: value } }
  }
  const link = linkBack(way, answer)
  return link !== undefined && /^(?:https?:\/\/|\/|\?)/.test(link) ? { link, query: {} } : undefined
}

function linkBack(way: Exclude<BackWay, { readonly by: 'parameter' }>, answer: Answer): string | undefined {
  if (way.by === 'header') {
    const header = answer.header('link')
    return linkWith('prev', header) ?? linkWith('previous', header)
  }
  if (way.by === 'place') return nextIn(answer, { at: way.at }, [])
  const { links, relation, target } = way.next
  const all = valueAt(answer.json, links)
  const found = Array.isArray(all) ? all.find((link) => BACK.test(String(valueAt(link, relation)))) : undefined
  return nextIn({ json: found, header: answer.header }, { at: target }, [])
}

/** The query of a page size. */
export function sizedQuery(style: PageStyle, size: number | undefined): Readonly<Record<string, string>> {
  const name = sizeName(style)
  return name === undefined || size === undefined ? {} : { [name]: String(size) }
}
