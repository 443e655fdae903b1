import type { ApiOperation } from '../document/api-document.ts'
import { formatPointer } from '../json/pointer.ts'
import { documents } from './body-schema.ts'
import { guess } from './fact.ts'
import type { Fact, Key, Pointer } from './model.ts'
import { schemaShape } from './schema-shape.ts'
import type { Subject } from './subject.ts'

/**
 * Properties whose values no two members share: a description says so, and the create documents a conflict. A document that leaves out
 * all refusals of the create leaves out this one too.
 */
export function inferUnique({ document, request, roles }: Subject, key: Key): readonly Fact<Pointer>[] {
  const { create } = roles
  if (create === undefined || (!documents(create, 409) && statesRefusals(create))) return []
  const keys = new Set(Object.values(key.address?.value ?? {}))
  return [...request.properties].flatMap(([name, { schema }]) => {
    const at = formatPointer([name])
    const { types, keywords } = schemaShape(document, schema)
    const isText = types.length === 0 || types.includes('string') || types.includes('integer')
    const isClosed = 'enum' in keywords || 'const' in keywords || keywords['readOnly'] === true
    if (keys.has(at) || !isText || isClosed || keywords['x-unique'] !== true) return []
    const because = `${name} is unique by its description`
    return [
      guess(at, documents(create, 409) ? `${because}, and ${create.method} ${create.path} documents 409` : because),
    ]
  })
}

function statesRefusals({ responses }: ApiOperation): boolean {
  return Object.keys(responses).some((status) => status.startsWith('4'))
}
