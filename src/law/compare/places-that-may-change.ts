import { findOperation } from '../../document/find-operation.ts'
import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { contentOf } from '../body/request-body.ts'
import { placesIn } from '../body/places-in.ts'
import { schemaAt } from '../body/schema-at.ts'

/**
 * The places in a member at which words of the document may mean that the server shows another value than was sent. The words stand at the property
 * in the body of the create, of an update or of the answer.
 */
export function placesThatMayChange(
  views: readonly (DocumentSchema | undefined)[],
  { updates, wrap }: Resource,
  { schemas, operations }: Pick<ApiDocument, 'schemas' | 'operations'>,
): readonly Pointer[] {
  const bodies = updates.map(({ operation, media }) => {
    const found = findOperation({ operations }, operation)
    return schemaAt((found && contentOf(found, media)?.schema) ?? true, wrap?.value.request ?? '', schemas)
  })
  return [...views, ...bodies].flatMap((view) =>
    placesIn(view ?? true, schemas).flatMap(({ at, schema }) => (schema['x-may-change'] === true ? [at] : [])),
  )
}

/** True for a place that is one of the places, or within one. */
export function isWithin(at: Pointer, places: readonly Pointer[]): boolean {
  return places.some((place) => at === place || at.startsWith(`${place}/`))
}
