import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { saysForeignRefused, saysForeignRefusedBy } from '../../document/says/says-foreign-cursor.ts'
import { saysNoEmptyLinks, saysWalkEndsBy } from '../../document/says/says-walk-ends.ts'
import { parsePointer } from '../../json/pointer.ts'
import type { PageStyle, Resource } from '../../resource/model.ts'
import { flatten } from '../body/flatten-schema.ts'
import { operationWithId } from '../body/paths.ts'
import { schemaAt } from '../body/schema-at.ts'
import { schemaOfSuccess } from '../compare/compare-member.ts'
import { sizeName } from '../walk/page-size.ts'

/** Pages by a cursor. */
export type Cursor = Extract<PageStyle, { readonly style: 'cursor' }>

/** The styles with a size, of which the document says that the last page has no cursor and no link to a next one. */
export function stylesThatEnd(resource: Resource, document: ApiDocument): readonly PageStyle[] {
  const { list } = resource
  if (list === undefined) return []
  const operation = operationWithId(document, list.operation)
  const known = list.pages?.value ?? []
  const size = known.map(sizeName).find((name) => name !== undefined)
  const told = known.filter(
    (style) => (style.style === 'cursor' || style.style === 'link') && endsBySaying(style, operation, document),
  )
  const isLinked = told.some((style) => style.style === 'link' && 'header' in style.next)
  const texts = [linkHeader(operation)?.description, operation.description, document.description]
  const isSaid = linkHeader(operation) !== undefined && texts.some(saysNoEmptyLinks)
  const links: readonly PageStyle[] =
    isSaid && !isLinked && size !== undefined ? [{ style: 'link', size, next: { header: 'link' } }] : []
  return [...told, ...links].filter((style) => sizeName(style) !== undefined)
}

/** The Link header of the pages of a list. */
export function linkHeader({
  responses,
}: ApiOperation): ApiOperation['responses'][string]['headers'][string] | undefined {
  return Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1].headers['link']
}

function endsBySaying(
  { next }: Exclude<PageStyle, { readonly style: 'whole' | 'number' | 'offset' }>,
  operation: ApiOperation,
  document: ApiDocument,
): boolean {
  if (!('at' in next)) return false
  const schema = schemaAt(schemaOfSuccess(operation) ?? true, next.at, document.schemas)
  if (flatten(schema ?? true, document.schemas)['x-walk-ends'] === true) return true
  const name = parsePointer(next.at).at(-1) ?? ''
  const texts = [
    operation.description,
    document.description,
    ...operation.parameters.map(({ description }) => description),
  ]
  return texts.some((text) => saysWalkEndsBy(name, text))
}

/** The cursors of which the document says that one is refused that the server did not give. */
export function guardedCursors(resource: Resource, document: ApiDocument): readonly Cursor[] {
  const { list } = resource
  if (list === undefined) return []
  const operation = operationWithId(document, list.operation)
  return (list.pages?.value ?? []).flatMap((style) => {
    if (style.style !== 'cursor') return []
    const { description } = operation.parameters.find(({ name }) => name === style.cursor) ?? {}
    const refusals = Object.entries(operation.responses).flatMap(([status, one]) =>
      status.startsWith('4') && one.description !== undefined ? [`${status} if ${one.description}`] : [],
    )
    const isSaid = [operation.description, document.description, ...refusals].some((text) =>
      saysForeignRefusedBy(style.cursor, text),
    )
    return isSaid || saysForeignRefused(description) ? [style] : []
  })
}
