import { findOperation } from '../../document/find-operation.ts'
import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import type { ListFacts, Pointer, Resource } from '../model.ts'
import { arrayIn } from '../shape/array-in.ts'
import { answerShape } from '../shape/body-schema.ts'
import { lastLiteral, parametersOf, pathShape, shapeOf } from '../shape/path-shape.ts'
import { isSameSchema } from '../shape/similarity.ts'
import { unwrap } from '../shape/wrap.ts'
import { inferListApart } from './infer-list.ts'

/** A list of the members of a resource at another path than its own, such as `GET /projects` beside `GET /orgs/{orgId}/projects`. */
export interface OtherList {
  readonly list: ListFacts
  readonly operation: ApiOperation
  /** The origin of each value in its path: a parameter above the member, or a property that names a member of another resource. */
  readonly above: readonly ({ readonly parameter: string } | { readonly property: Pointer })[]
}

type Resources = Readonly<Record<string, Resource>>

/** The other lists whose items have the schema of a member, and whose path ends with the word of the resource's own path. */
export function otherLists(resource: Resource, document: ApiDocument, resources: Resources): readonly OtherList[] {
  const operationOf = (id: string | undefined): ApiOperation | undefined => findOperation(document, id)
  const own = operationOf(resource.list?.operation)
  const create = operationOf(resource.create?.operation)
  const read = operationOf(resource.read?.operation)
  const word = lastLiteral(pathShape(own?.path ?? create?.path ?? '').parts)
  const shown = [
    arrayIn(document, answerShape(document, own))?.items,
    unwrap(document, answerShape(document, read), resource.name).shape,
  ].filter((shape) => shape !== undefined)
  const names = new Set([own, create].flatMap((operation) => parametersOf(pathShape(operation?.path ?? '').parts)))
  return document.operations.flatMap((operation): readonly OtherList[] => {
    const { parts } = pathShape(operation.path)
    const end = parts.at(-1)
    const isOther =
      operation.method === 'GET' &&
      operation !== own &&
      operation !== read &&
      !isListOfOthers(operation, resource, resources)
    if (!isOther || end === undefined || !('literal' in end) || end.literal !== word) return []
    const array = arrayIn(document, answerShape(document, operation))
    if (array === undefined || !shown.some((shape) => isSameSchema(shape, array.items))) return []
    const above = parametersOf(parts).map((parameter) =>
      names.has(parameter)
        ? { parameter }
        : { property: placeOfParent(operation.path, resource, { document, resources }) },
    )
    const known = above.filter(isKnown)
    const list = inferListApart(
      { list: operation, items: array.items, name: resource.name, key: resource.key },
      document,
    )
    return list === undefined || known.length < above.length ? [] : [{ list, operation, above: known }]
  })
}

/** True for the list of another resource that has creates and a path of its members: these are not below the parents of this one. */
function isListOfOthers({ id }: ApiOperation, { name }: Resource, resources: Resources): boolean {
  return Object.values(resources).some(
    ({ list, create, read, ...other }) =>
      other.name !== name && list?.operation === id && create !== undefined && read !== undefined,
  )
}

function isKnown(
  one: { readonly parameter: string } | { readonly property: Pointer | undefined },
): one is OtherList['above'][number] {
  return 'parameter' in one || one.property !== undefined
}

/** The property that names the member at the path above a list: `/orgId` for `/orgs/{org}/projects`. */
function placeOfParent(
  path: string,
  { refers }: Resource,
  { document, resources }: { readonly document: ApiDocument; readonly resources: Resources },
): Pointer | undefined {
  const { parts } = pathShape(path)
  if (parametersOf(parts).length !== 1) return undefined
  const above = shapeOf(parts.slice(0, -1))
  const places = Object.entries(refers).filter(([at, { value }]) => {
    const { read, delete: removal } = resources[value] ?? {}
    const item = findOperation(document, (read ?? removal)?.operation)
    return item !== undefined && !at.includes('*') && shapeOf(pathShape(item.path).parts) === above
  })
  return places.length === 1 ? places[0]?.[0] : undefined
}
