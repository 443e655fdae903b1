import type { ApiDocument } from '../../document/api-document.ts'
import type { Resource } from '../../resource/model.ts'
import { collectionOperation, itemOperation, operationWithId, ownParameters, parametersIn } from './paths.ts'

/** The names of the path parameters above a member, in order. The path of the member itself may have fewer of them than its list. */
export function parametersAbove(resource: Resource, document: ApiDocument): readonly string[] {
  const own = new Set(ownParameters(resource).map(({ name }) => name))
  const item = itemOperation(resource, document)
  const collection = resource.key.in?.value === 'path' ? undefined : collectionOperation(resource, document)
  const [first = [], second = []] = [item, collection]
    .flatMap((operation) => (operation === undefined ? [] : [operation.path]))
    .map((path) => parametersIn(path).filter((name) => !own.has(name)))
  return second.length > first.length ? second : first
}

/** The values above a member that the path of an operation has room for: `/cards/{cardId}` has none for the board of a card. */
export function aboveIn(
  path: string,
  above: readonly string[],
  { resource, document }: { readonly resource: Resource; readonly document: ApiDocument },
): readonly string[] {
  const parameters = parametersIn(path)
  const own = ownParameters(resource).filter(({ name }) => parameters.includes(name))
  // Operations may call one parameter by different names, and have them in one order.
  if (parameters.length >= above.length + own.length) return above
  const names = parametersAbove(resource, document)
  return above.filter((_, index) => parameters.includes(names[index] ?? ''))
}

/** True if the path of an operation has each level above: with another parent in it, it leads elsewhere. */
export function standsBelow(
  operation: string | undefined,
  { above }: { readonly above: readonly string[] },
  { resource, document }: { readonly resource: Resource; readonly document: ApiDocument },
): boolean {
  if (operation === undefined) return false
  const { path } = operationWithId(document, operation)
  return aboveIn(path, above, { resource, document }).length === above.length
}
