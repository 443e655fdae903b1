import type { Contract } from '../../contract/contract.ts'
import { isObject } from '../../json/pointer.ts'
import { type Node, withSubschemas } from './subschemas.ts'

const REFERENCE = '#/components/schemas/'
/** Keywords that assert nothing: beside a reference they change nothing. */
const ANNOTATIONS = new Set(['title', 'description', 'summary', 'default', 'example', 'examples', 'deprecated'])

/**
 * A schema of the contract with what its references lead to in their places, so that each place of a value has a schema of its own.
 * What refers to itself stays a reference, into `$defs`.
 */
export function resolvedSchema(schemas: Contract['schemas'], name: string): Node {
  const kept = new Set<string>()
  const root = resolved(schemas[name] ?? true, { schemas, kept, within: [name] })
  const definitions: Record<string, unknown> = {}
  // Resolving one may come upon others, which join at the end.
  for (const each of kept) definitions[each] = resolved(schemas[each] ?? true, { schemas, kept, within: [each] })
  return { ...(isObject(root) ? root : {}), ...(kept.size > 0 && { $defs: definitions }) }
}

interface Scope {
  readonly schemas: Contract['schemas']
  /** The names that stay references. */
  readonly kept: Set<string>
  /** The names on the way to here. */
  readonly within: readonly string[]
}

function resolved(schema: unknown, scope: Scope): unknown {
  if (!isObject(schema)) return schema
  const { $ref: reference, ...rest } = withSubschemas(schema, (part) => resolved(part, scope))
  if (typeof reference !== 'string') return rest
  const target = referred(reference, scope)
  if (Object.keys(rest).every((keyword) => ANNOTATIONS.has(keyword))) return target
  const parts = Array.isArray(rest['allOf']) ? (rest['allOf'] as readonly unknown[]) : []
  return { ...rest, allOf: [...parts, target] }
}

function referred(reference: string, scope: Scope): unknown {
  const name = reference.replace(REFERENCE, '')
  if (!scope.within.includes(name))
    return resolved(scope.schemas[name] ?? true, { ...scope, within: [...scope.within, name] })
  scope.kept.add(name)
  return { $ref: `#/$defs/${name}` }
}
