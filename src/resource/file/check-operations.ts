import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import type { Mistake } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'
import type { YamlSource } from '../../source/yaml-source.ts'
import type { Model, Resource } from '../model.ts'
import { parametersOf, pathShape } from '../shape/path-shape.ts'

/** The operations of a model that the document does not have, or whose paths have parameters without a value. */
export function checkOperations(source: YamlSource, model: Model, document: ApiDocument): readonly Mistake[] {
  const known = new Map(document.operations.map((operation) => [operation.id, operation]))
  return Object.values(model.resources).flatMap((resource) =>
    namedOperations(resource).flatMap(({ id, tokens }): readonly Mistake[] => {
      const at = source.locate(['resources', resource.name, ...tokens])
      const operation = known.get(id)
      if (operation === undefined)
        return [{ message: `"${id}" is no operation of the document${suggestion(id, known.keys())}`, at }]
      return withoutValue(resource, operation).map((parameter) => ({
        message: `{${parameter}} of ${operation.path} has no value: it is no key parameter of ${resource.name}, and of nothing in "within"`,
        at,
      }))
    }),
  )
}

interface NamedOperation {
  readonly id: string
  readonly tokens: readonly (string | number)[]
}

function namedOperations({ list, create, read, updates, delete: remove }: Resource): readonly NamedOperation[] {
  return [
    ...named(list, ['list', 'operation']),
    ...named(create, ['create', 'operation']),
    ...named(read, ['read']),
    ...updates.flatMap((update, index) => named(update, ['updates', index, 'operation'])),
    ...named(remove, ['delete', 'operation']),
  ]
}

function named(
  part: { readonly operation: string } | undefined,
  tokens: NamedOperation['tokens'],
): readonly NamedOperation[] {
  return part === undefined ? [] : [{ id: part.operation, tokens }]
}

/** Parameters without a value. Paths may call a parameter by different names, so a name that is left over stands for another. */
function withoutValue({ key, within }: Resource, { path }: ApiOperation): readonly string[] {
  const above = within.flatMap((each) => ('scope' in each ? [each.parameter] : Object.keys(each.parameters)))
  const valued = [...above, ...key.parameters]
  const stated = parametersOf(pathShape(path).parts)
  const unknown = stated.filter((parameter) => !valued.includes(parameter))
  const left = valued.filter((parameter) => !stated.includes(parameter))
  return unknown.slice(left.length)
}
