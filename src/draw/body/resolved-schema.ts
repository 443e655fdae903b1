import type { Contract } from '../../contract/contract.ts'
import { isObject } from '../../json/pointer.ts'
import { type Node, withSubschemas } from './subschemas.ts'

const REFERENCE = '#/components/schemas/'
/** Keywords without assertions. These change nothing beside a reference. */
const ANNOTATIONS = new Set(['title', 'description', 'summary', 'default', 'example', 'examples', 'deprecated'])

/**
 * A schema of the contract with references replaced by the target, so that each place has a separate schema. A recursive reference
 * stays and leads into `$defs`.
 */
export function resolvedSchema(schemas: Contract['schemas'], name: string): Node {
  const kept = new Set<string>()
  const root = resolved(schemas[name] ?? true, { schemas, kept, within: [name] })
  const definitions: Record<string, unknown> = {}
  // Resolving a schema may add names, which the loop visits last.
  for (const each of kept) definitions[each] = resolved(schemas[each] ?? true, { schemas, kept, within: [each] })
  return { ...(isObject(root) ? root : {}), ...(kept.size > 0 && { $defs: definitions }) }
}

interface Scope {
  readonly schemas: Contract['schemas']
  /** The names of schemas that stay references. */
  readonly kept: Set<string>
  /** The names on the path from the root. */
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
