import { Ajv2020, type CodeOptions, type ErrorObject } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { inTime, TIMED_PATTERNS } from '../json/timed-pattern.ts'
import { SCHEMA_MAPS } from '../generate/subschema-keywords.ts'
import type { Contract, Schema } from './contract.ts'

/** A violation of a schema by a value. */
export type SchemaError = Pick<ErrorObject, 'instancePath' | 'keyword' | 'message' | 'params' | 'schemaPath'>

/** Judges a value by a schema: the errors, empty for a valid value, or for one for which a pattern takes too long. */
export type Validate = (value: unknown) => readonly SchemaError[]

/** The validator of a named schema. `closed` also refuses undeclared properties, unless the value is null. */
export type Validators = (schema: string, closed?: boolean) => Validate

/** The validators of the contract's schemas, each compiled by ajv on first use. */
export function compileValidators(contract: Pick<Contract, 'schemas'>): Validators {
  const ajv = createAjv(contract, { regExp: TIMED_PATTERNS })
  const compiled = new Map<string, Validate>()
  return (schema, closed = false) => {
    const reference = schemaReference(schema, closed)
    let validate = compiled.get(reference)
    if (validate === undefined) {
      const check = ajv.getSchema(reference)
      if (check === undefined) throw new Error(`the contract has no schema ${schema}`)
      validate = (value) => inTime(() => (check(value) === true ? [] : (check.errors ?? [])), [])
      compiled.set(reference, validate)
    }
    return validate
  }
}

/** An ajv with each schema of the contract twice, open and closed. `code` is ajv's option for the code that it makes. */
export function createAjv(contract: Pick<Contract, 'schemas'>, code: CodeOptions = {}): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    discriminator: true,
    ownProperties: true,
    validateFormats: true,
    code,
  })
  // The types of the plugin know no default export, because the module is CommonJS.
  const plugin = addFormats as unknown as (ajv: Ajv2020) => void
  plugin(ajv)
  const schemas = Object.entries(contract.schemas)
  ajv.addSchema({
    $id: 'contract:open',
    $defs: Object.fromEntries(schemas.map(([name, s]) => [name, adapt(s, false)])),
  })
  ajv.addSchema({
    $id: 'contract:closed',
    $defs: Object.fromEntries(schemas.map(([name, s]) => [name, adapt(s, true)])),
  })
  return ajv
}

/** The `$ref` of a schema in `createAjv`. */
export function schemaReference(schema: string, closed: boolean): string {
  return `contract:${closed ? 'closed' : 'open'}#/$defs/${schema}`
}

/**
 * The schema for ajv: references lead into `$defs`, and `discriminator` has no mapping, which ajv refuses. In a closed schema, an
 * object with declared properties takes no others except nulls.
 * Source: section "a property that the schema does not declare" of the decisions.
 */
function adapt(schema: Schema, closed: boolean): Schema {
  if (typeof schema === 'boolean') return schema
  const adapted = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, adaptKeyword(keyword, value, closed)]),
  )
  const declares = 'properties' in schema && !('additionalProperties' in schema) && !('oneOf' in schema)
  return closed && declares ? { ...adapted, additionalProperties: { type: 'null' } } : adapted
}

/** The keywords whose values are data and hold no schema. */
const DATA = new Set(['type', 'const', 'enum', 'default', 'example', 'examples', 'required'])
const MAPS = new Set(SCHEMA_MAPS)

function adaptKeyword(keyword: string, value: unknown, closed: boolean): unknown {
  if (keyword === '$ref') return String(value).replace('#/components/schemas/', '#/$defs/')
  if (keyword === 'discriminator') return { propertyName: (value as { propertyName: string }).propertyName }
  if (DATA.has(keyword)) return value
  if (Array.isArray(value)) return value.map((item) => adapt(item as Schema, closed))
  if (typeof value !== 'object' || value === null) return value
  if (!MAPS.has(keyword)) return adapt(value as Schema, closed)
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, adapt(item as Schema, closed)]))
}
