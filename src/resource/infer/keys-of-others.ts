import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { findOperation } from '../../document/find-operation.ts'
import type { Model, Resource } from '../model.ts'
import { pathShape } from '../shape/path-shape.ts'
import { hasKey, isNamedByWord } from './associations-of.ts'
import { namesAbove } from './infer-within.ts'

/**
 * The resources whose keys are those of a resource, by its path parameter: students for `PUT /courses/{courseId}/students/{studentId}`. A
 * PUT without a body is told by the last literal part too. A path at which a POST makes members has keys of its own.
 */
export function keysOfOthers(
  resource: Resource,
  document: ApiDocument,
  { resources }: Pick<Model, 'resources'>,
): ReadonlyMap<string, Resource> {
  const create = findOperation(document, resource.create?.operation)
  if (create?.method !== 'PUT' || resource.key.in?.value === 'body') return new Map()
  const above = namesAbove(resource)
  const others = Object.values(resources).filter(
    (other) =>
      other.create !== undefined &&
      other.create.operation !== create.id &&
      other.name !== resource.name &&
      other.singleton !== true &&
      other.key.parameters.length === 1 &&
      !above.includes(other.name) &&
      namesAbove(other).every((name, index) => above[index] === name),
  )
  const found = resource.key.parameters.flatMap((parameter): readonly [string, Resource][] => {
    const other = others.find((one) => isNamedIn(create, { parameter, other: one }))
    return other === undefined ? [] : [[parameter, other]]
  })
  return new Map(found)
}

function isNamedIn(
  create: ApiOperation,
  { parameter, other }: { readonly parameter: string; readonly other: Resource },
): boolean {
  if (hasKey(other, { parameter })) return true
  if (create.body !== undefined) return false
  const { parts } = pathShape(create.path)
  const before = parts[parts.findIndex((part) => 'parameter' in part && part.parameter === parameter) - 1]
  return before !== undefined && 'literal' in before && isNamedByWord(other, { word: before.literal })
}
