import { findOperation } from '../../document/find-operation.ts'
import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { sentencesThatDiffer } from '../../document/says/says-update-differs.ts'
import { parsePointer } from '../../json/pointer.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { contentOf } from '../body/request-body.ts'
import { placesIn } from '../body/places-in.ts'
import { schemaAt } from '../body/schema-at.ts'

/**
 * The places in a member at which words of the document may mean that the server shows another value than was sent. The words stand at the
 * property in the body of the create, of an update or of the answer. They may also stand in the description of an update.
 */
export function placesThatMayChange(
  views: readonly (DocumentSchema | undefined)[],
  { updates, wrap }: Resource,
  { schemas, operations }: Pick<ApiDocument, 'schemas' | 'operations'>,
): readonly Pointer[] {
  const found = updates.map(({ operation, media }) => {
    const update = findOperation({ operations }, operation)
    const schema = schemaAt((update && contentOf(update, media)?.schema) ?? true, wrap?.value.request ?? '', schemas)
    return { schema: schema ?? true, sentences: sentencesThatDiffer(update?.description) }
  })
  const bodies = found.map(({ schema }) => schema)
  const told = found.flatMap(({ schema, sentences }) => {
    const places = placesIn(schema, schemas, () => 'alone').map(({ at }) => at)
    return sentences.flatMap((sentence) => placesNamed(places, sentence))
  })
  const own = [...views, ...bodies].flatMap((view) =>
    placesIn(view ?? true, schemas).flatMap(({ at, schema }) => (schema['x-may-change'] === true ? [at] : [])),
  )
  return [...own, ...told]
}

/** The places of the properties that a sentence names, or all where it names none. */
function placesNamed(places: readonly Pointer[], sentence: string): readonly Pointer[] {
  const named = places.filter((at) => speaksOf(parsePointer(at).at(-1) ?? '', sentence))
  return named.length > 0 ? named : places
}

/** True for a place that is one of the places, or within one. */
export function isWithin(at: Pointer, places: readonly Pointer[]): boolean {
  return places.some((place) => at === place || at.startsWith(`${place}/`))
}
