import type { ApiDocument, ApiOperation, DocumentSchema } from '../../document/api-document.ts'
import { saysIdempotent } from '../../document/says/says-idempotent.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { plainName } from '../../words/words.ts'
import { flatten } from '../body/flatten-schema.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'

/** The place of the idempotency key of a create: a header, a query parameter, or a property of the body. */
export type IdempotencyPlace =
  | { readonly in: 'header' | 'query'; readonly name: string }
  | { readonly in: 'body'; readonly at: Pointer; readonly most: number }

/** Names that say it all, and names that need a description such as `Makes the request idempotent`. */
const NAMES = /^x?idempot(?:ency|ence|ent)(?:key|token|id)$/
const PERHAPS =
  /^(?:x|paypal)?(?:client)?(?:request|transaction|dedupe|deduplication|retry)?(?:id|key|token|reference)$/

/** The place of the idempotency key of a create. Undefined where the document has none. */
export function idempotencyPlace(
  operation: ApiOperation,
  { wrap }: Pick<Resource, 'wrap'>,
  { schemas }: Pick<ApiDocument, 'schemas'>,
): IdempotencyPlace | undefined {
  for (const { in: place, name, description } of operation.parameters)
    if ((place === 'header' || place === 'query') && isKey(name, saysIdempotent(description)))
      return { in: place, name }
  const whole = contentOf(operation)?.schema
  const inner = wrap?.value.request
  for (const above of whole === undefined ? [] : new Set([undefined, inner])) {
    const schema = above === undefined ? whole : schemaAt(whole ?? true, above, schemas)
    const { properties } = flatten(schema ?? true, schemas)
    for (const [name, property] of Object.entries(isObject(properties) ? properties : {})) {
      const flat = flatten(property as DocumentSchema, schemas)
      if (flat['type'] !== 'string' || !isKey(name, flat['x-idempotent'] === true)) continue
      const { maxLength: most } = flat
      return { in: 'body', at: `${above ?? ''}${formatPointer([name])}`, most: typeof most === 'number' ? most : 36 }
    }
  }
  return undefined
}

function isKey(name: string, isSaid: boolean): boolean {
  return NAMES.test(plainName(name)) || (isSaid && PERHAPS.test(plainName(name)))
}
