import { findOperation } from '../../document/find-operation.ts'
import type { ApiDocument, ApiOperation, ApiParameter } from '../../document/api-document.ts'
import type { Model, Pointer, Resource } from '../../resource/model.ts'
import { percentEncoded } from '../../source/percent-encoded.ts'

/** The names of the parameters in a path template, in order. */
export function parametersIn(template: string): readonly string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name)
}

/** The template with values for its parameters, in order. Parameters beyond the values stay. */
export function fillPath(template: string, values: readonly string[]): string {
  let index = 0
  return template.replaceAll(/\{[^{}]+\}/g, (parameter) => {
    const value = values[index]
    index += 1
    return value === undefined ? parameter : percentEncoded(value)
  })
}

/** The path parameter of an operation with a name. */
export function pathParameter({ parameters }: ApiOperation, name: string | undefined): ApiParameter | undefined {
  return parameters.find((one) => one.in === 'path' && one.name === name)
}

/** The operation with an id. @throws Error for an unknown id: a model is checked when it is read. */
export function operationWithId({ operations }: Pick<ApiDocument, 'operations'>, id: string): ApiOperation {
  const found = findOperation({ operations }, id)
  if (found === undefined) throw new Error(`the document has no operation ${id}`)
  return found
}

/** The operation whose path names one member: read, delete or update. Undefined for a resource without any. */
export function itemOperation(resource: Resource, document: ApiDocument): ApiOperation | undefined {
  const id = resource.read?.operation ?? resource.delete?.operation ?? resource.updates[0]?.operation
  return id === undefined ? undefined : operationWithId(document, id)
}

/** The operation on the collection: create or list. */
export function collectionOperation({ create, list }: Resource, document: ApiDocument): ApiOperation | undefined {
  const id = create?.operation ?? list?.operation
  return id === undefined ? undefined : operationWithId(document, id)
}

/** A path parameter of a member, and where its value stands in the member. */
export interface OwnParameter {
  readonly name: string
  readonly pointer: Pointer | undefined
}

/** The path parameters that name a member below its parents, in the order of the path. */
export function ownParameters(resource: Pick<Resource, 'key'>): readonly OwnParameter[] {
  const address = resource.key.address?.value ?? {}
  return resource.key.parameters.map((name) => ({ name, pointer: address[name] }))
}

/** The resource directly above, whose members hold those of this one. */
export function parentOf({ within }: Resource, { resources }: Model): Resource | undefined {
  const names = within.flatMap((one) => ('resource' in one ? [one.resource] : []))
  return resources[names.at(-1) ?? '']
}

/** Two resources above one, of which the second does not stand below the first: flags and environments for the settings of each pair. */
export interface ParentPair {
  readonly first: Resource
  readonly second: Resource
}

/** The two parents of what stands once for each pair of them. Undefined for a resource whose parents stand below each other. */
export function parentsBeside({ within }: Resource, { resources }: Model): ParentPair | undefined {
  const [first, second] = within.flatMap((one) => ('resource' in one ? [resources[one.resource]] : [])).slice(-2)
  if (first === undefined || second === undefined) return undefined
  const isBelow = second.within.some((one) => 'resource' in one && one.resource === first.name)
  return isBelow ? undefined : { first, second }
}
