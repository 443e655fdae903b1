import type { DocumentSchema } from '../../document/api-document.ts'
import { objectOf } from '../../json/list-of.ts'
import { flatten } from '../body/flatten-schema.ts'
import { schemaAt } from '../body/schema-at.ts'
import { memberIn } from '../body/wrapped-member.ts'
import { contentOf } from '../body/request-body.ts'
import type { Answer } from '../session/exchange.ts'
import { propertiesNamed } from '../world/property-named.ts'
import type { World } from '../world/world.ts'

/**
 * True for a refused create that may break a rule in words, such as "At most the capacity of the room": the description of each property that
 * the refusal names has such a rule, or that of the whole body has. Any other refusal stands against the schema.
 */
export function mayBreakRule(
  { answer, body }: { readonly answer: Answer; readonly body: unknown },
  { resource, document, operation }: World,
): boolean {
  const content = contentOf(operation(resource.create?.operation ?? ''))
  const schema = schemaAt(content?.schema ?? true, resource.wrap?.value.request ?? '', document.schemas)
  const { properties, 'x-rule': ofWhole } = flatten(schema ?? true, document.schemas)
  const known = objectOf(properties)
  const names = new Set([...Object.keys(known), ...Object.keys(objectOf(memberIn(body, resource)))])
  const named = propertiesNamed(answer, [...names])
  const hasRule = (name: string): boolean =>
    flatten((known[name] ?? true) as DocumentSchema, document.schemas)['x-rule'] === true
  return named.length > 0 && (ofWhole === true || named.every(hasRule))
}
