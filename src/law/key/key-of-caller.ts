import type { ApiDocument } from '../../document/api-document.ts'
import type { Resource } from '../../resource/model.ts'
import { flatten } from '../body/flatten-schema.ts'
import { operationWithId, ownParameters } from '../body/paths.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { namedByClient, type Need } from '../world/facts.ts'

/** Holds if a caller names the members. A key that the caller may give counts where the document says that it is unique. */
export const keyOfCaller: Need = (resource, model, document) =>
  resource.key.chosen?.value === 'either' && saysUniqueKey(resource, document)
    ? { holds: true, certainty: 'sure' }
    : namedByClient(resource, model, document)

/**
 * True where the document says that no two members have the same key. False where it says that a create writes to the member that is
 * there.
 */
export function saysUniqueKey(resource: Resource, document: ApiDocument): boolean {
  if (resource.create === undefined) return false
  const create = operationWithId(document, resource.create.operation)
  const [parameter, ...others] = ownParameters(resource)
  if (parameter?.pointer === undefined || others.length > 0 || writesOver(create.description)) return false
  const whole = contentOf(create)?.schema ?? true
  const own = schemaAt(whole, `${resource.wrap?.value.request ?? ''}${parameter.pointer}`, document.schemas)
  return flatten(own ?? true, document.schemas)['x-unique'] !== undefined
}

/** True for the description of a create that may write to a member which is there. */
export function writesOver(description: string | undefined): boolean {
  return WRITES_OVER.test(description ?? '')
}

const WRITES_OVER = /\b(?:upsert\w*|overwrit\w*|replac\w*|updat\w*|existing|exists|idempotent\w*)\b/i
