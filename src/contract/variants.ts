import { formatPointer, isObject } from '../json/pointer.ts'
import type { Contract, Redaction, Schema, Variant } from './contract.ts'
import type { OpenApi } from './openapi.ts'
import type { Payloads } from './read-payloads.ts'

interface Shared {
  /** The name of the OpenAPI extension that holds the redaction of a property; undefined where nothing is masked. */
  readonly redaction: string | undefined
}

interface VariantParts extends Shared {
  /** Schema names by key. */
  readonly requests: Readonly<Record<string, string>>
  readonly responses: Readonly<Record<string, string>>
  readonly payloads: Payloads
}

/** The variant of each key: schemas, payloads, and facts about the properties of the request. */
export function readVariants(api: OpenApi, parts: VariantParts): Contract['resource']['variants'] {
  return Object.fromEntries(
    Object.entries(parts.requests).map(([value, request]): [string, Variant] => {
      const { redaction, payloads, responses } = parts
      const response = responses[value] ?? request
      return [value, readVariant(api, { redaction, request, response }, payloads[value] ?? {})]
    }),
  )
}

interface Schemas extends Shared {
  readonly request: string
  readonly response: string
}

/** The variant of two schemas. An empty name of a response stands for no schema. */
export function readVariant(
  api: OpenApi,
  { redaction, request, response }: Schemas,
  payloads: Variant['payloads'],
): Variant {
  const properties = propertiesOf(api.schemas[request])
  return {
    request,
    response: response === '' ? request : response,
    properties: Object.keys(properties).map((name) => formatPointer([name])),
    nullable: Object.entries(collect(properties, 'type')).flatMap(([pointer, type]) =>
      [type].flat().includes('null') ? [pointer] : [],
    ),
    payloads,
    redactions: (redaction === undefined ? {} : collect(properties, redaction)) as Record<string, Redaction>,
    defaults: collect(properties, 'default'),
  }
}

function propertiesOf(schema: Schema | undefined): Record<string, unknown> {
  const properties = isObject(schema) ? schema['properties'] : undefined
  return isObject(properties) ? properties : {}
}

/** The values of a keyword, by the pointer of the property. */
function collect(properties: Record<string, unknown>, keyword: string): Record<string, unknown> {
  const holders = Object.entries(properties).filter(([, schema]) => isObject(schema) && keyword in schema)
  return Object.fromEntries(
    holders.map(([name, schema]) => [formatPointer([name]), (schema as Record<string, unknown>)[keyword]]),
  )
}
