import { formatPointer, isObject } from '../json/pointer.ts'
import type { Contract, Redaction, Schema, Variant } from './contract.ts'
import type { OpenApi } from './openapi.ts'

interface VariantParts {
  /** Schema names by key. */
  readonly requests: Readonly<Record<string, string>>
  readonly responses: Readonly<Record<string, string>>
  /** The name of the OpenAPI extension that holds the redaction of a property. */
  readonly redaction: string
  readonly payloads: Readonly<Record<string, Record<string, Record<string, unknown>>>>
}

/** The variant of each key: schemas, payloads, and facts about the properties of the request. */
export function readVariants(api: OpenApi, parts: VariantParts): Contract['resource']['variants'] {
  return Object.fromEntries(
    Object.entries(parts.requests).map(([value, request]): [string, Variant] => {
      const properties = propertiesOf(api.schemas[request])
      return [
        value,
        {
          request,
          response: parts.responses[value] ?? request,
          properties: Object.keys(properties).map((name) => formatPointer([name])),
          nullable: Object.entries(collect(properties, 'type')).flatMap(([pointer, type]) =>
            [type].flat().includes('null') ? [pointer] : [],
          ),
          payloads: parts.payloads[value] ?? {},
          redactions: collect(properties, parts.redaction) as Record<string, Redaction>,
          defaults: collect(properties, 'default'),
        },
      ]
    }),
  )
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
