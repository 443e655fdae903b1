import { formatPointer } from '../../json/pointer.ts'
import type { Listed } from './listed.ts'
import type { NextPage } from '../model.ts'
import { pageObjects } from './page-objects.ts'
import { isOnly, schemaShape, type SchemaShape } from './schema-shape.ts'
import { plainName } from '../../words/words.ts'

/** A place in a page that names the next one: by its URL, or by its cursor. */
export interface NextPlace {
  readonly next: NextPage
  readonly isLink: boolean
  readonly isSure: boolean
}

const CURSORS =
  /^(offset|nextcursor|nexttoken|nextpagetoken|nextpage|continuationtoken|continue|continuation|cursor|after|endcursor|aftercursor|nextmarker|next)$/
const LINKS = /^(next|nextlink|nexturl|nextpageurl|nextpageuri|nexturi|nextpagelink|morelink|odatanextlink)$/

/** True for a usual name of a link to the next page. */
export function namesNextLink(name: string): boolean {
  return LINKS.test(plainName(name))
}

/**
 * The place that the description of a cursor names: "… is returned as the `paging.next.after` property of a page". Undefined where a page has no such
 * property.
 */
export function namedPlace(description: string | undefined, { subject, answer }: Listed): NextPlace | undefined {
  const named = Array.from(description?.matchAll(/[\w$@-]+(?:\.[\w$@-]+)+/g) ?? [], ([path]) => path.split('.'))
  const path = named.find((tokens) => {
    const shape = tokens.reduce<SchemaShape | undefined>((above, name) => {
      const property = above?.properties.get(name)
      return property === undefined ? undefined : schemaShape(subject.document, property.schema)
    }, answer)
    return shape !== undefined && isOnly(shape, 'string')
  })
  return path === undefined ? undefined : { next: { at: formatPointer(path) }, isLink: false, isSure: true }
}

/** The places of a page, as its schema has them. */
export function nextPlaces({ subject, answer }: Listed): readonly NextPlace[] {
  const { document } = subject
  const inside = pageObjects(document, answer).flatMap(({ path, shape }) => [
    ...placesIn(document, shape, path),
    ...linksIn(document, shape, path),
  ])
  // A plain `cursor` beside `next_cursor` may be that of the page itself.
  return [...placesIn(document, answer, []), ...inside].toSorted(
    (one, other) => Number(isUnclear(one)) - Number(isUnclear(other)),
  )
}

function isUnclear({ next }: NextPlace): boolean {
  return 'at' in next && /\/(?:cursor|offset)$/i.test(next.at)
}

type Documented = Listed['subject']['document']

function placesIn(document: Documented, shape: SchemaShape, above: readonly string[]): readonly NextPlace[] {
  return [...shape.properties].flatMap(([name, { schema }]) => {
    const property = schemaShape(document, schema)
    const isNext = CURSORS.test(plainName(name)) || namesNextLink(name)
    // HAL: `_links.next.href`.
    if (isNext && property.properties.has('href'))
      return [{ next: { at: formatPointer([...above, name, 'href']) }, isLink: true, isSure: true }]
    if (!isNext || !(isOnly(property, 'string') || property.types.length === 0)) return []
    if (property.keywords['x-current-page'] === true) return []
    const { format, 'x-url': saysUrl } = property.keywords
    const isUrl = saysUrl === true || ['uri', 'url', 'uri-reference'].some((one) => format === one)
    const isLink =
      isUrl ||
      /link|url/.test(plainName(name)) ||
      (plainName(name) === 'next' && above.some((each) => /links/.test(each)))
    const isSure = isUrl || plainName(name) !== 'next'
    return [{ next: { at: formatPointer([...above, name]) }, isLink, isSure }]
  })
}

/** An array of `{ rel, href }`. */
function linksIn(document: Documented, shape: SchemaShape, above: readonly string[]): readonly NextPlace[] {
  const { properties } = schemaShape(document, shape.items)
  if (!properties.has('rel') || !properties.has('href')) return []
  return [{ next: { links: formatPointer(above), relation: '/rel', target: '/href' }, isLink: true, isSure: true }]
}
