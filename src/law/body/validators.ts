import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { inTime, TIMED_PATTERNS } from '../../json/timed-pattern.ts'

/** A violation of a schema by a value. */
export type SchemaError = Pick<
  ErrorObject,
  'instancePath' | 'keyword' | 'message' | 'params' | 'schema' | 'parentSchema'
>

/**
 * Judges a value by a schema of the document. Undefined for a schema that the validator cannot compile. A value for which a pattern takes too long
 * has no errors.
 */
export type Validators = (schema: DocumentSchema) => ((value: unknown) => readonly SchemaError[]) | undefined

/** True for a value without errors, and for any value of a schema that the validator cannot compile. */
export function isValidBy(value: unknown, schema: DocumentSchema, validators: Validators): boolean {
  return (validators(schema)?.(value).length ?? 0) === 0
}

/** True for a value without errors. False for any value of a schema that the validator cannot compile. */
export function isSurelyValidBy(value: unknown, schema: DocumentSchema, validators: Validators): boolean {
  return validators(schema)?.(value).length === 0
}

/** Keywords of OpenAPI that are no JSON Schema, and that ajv would reject in some forms. */
const FOREIGN = new Set(['discriminator', 'example', 'examples', 'xml', 'externalDocs', 'nullable'])

const known = new WeakMap<ApiDocument['schemas'], Validators>()

/** The validators of a document's schemas, each compiled by ajv on first use. The document must not change afterwards. */
export function validatorsOf({ schemas }: Pick<ApiDocument, 'schemas'>): Validators {
  const validators = known.get(schemas) ?? createValidators(schemas)
  known.set(schemas, validators)
  return validators
}

function createValidators(schemas: ApiDocument['schemas']): Validators {
  // The reader of the document has left out what is no JSON Schema. A check against the metaschema would only cost time. The same holds for
  // copies of what a `$ref` names, and for a pass over code that judges few values.
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    ownProperties: true,
    logger: false,
    verbose: true,
    meta: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false, regExp: TIMED_PATTERNS },
  })
  // The types of the plugin know no default export, because the module is CommonJS.
  const plugin = addFormats as unknown as (ajv: Ajv2020) => void
  plugin(ajv)
  for (const [uri, schema] of Object.entries(schemas))
    if (typeof schema === 'object') ajv.addSchema(plain(schema) as object, uri)
  const compiled = new WeakMap<object, ValidateFunction | 'none'>()
  return (schema) => {
    if (typeof schema === 'boolean') return () => (schema ? [] : [NOTHING_ALLOWED])
    const validate = compiled.get(schema) ?? compile(ajv, schema)
    compiled.set(schema, validate)
    if (validate === 'none') return undefined
    return (value) => inTime(() => (validate(value) ? [] : (validate.errors ?? [])), [])
  }
}

const NOTHING_ALLOWED: SchemaError = {
  instancePath: '',
  keyword: 'false schema',
  message: 'must not be there',
  params: {},
}

function compile(ajv: Ajv2020, schema: object): ValidateFunction | 'none' {
  try {
    return ajv.compile(plain(schema) as object)
  } catch {
    // A reference or a pattern that ajv refuses: nothing is judged by the schema.
    return 'none'
  }
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      if (key === 'properties' && typeof item === 'object' && item !== null)
        return [[key, Object.fromEntries(Object.entries(item).map(([name, one]) => [name, plain(one)]))] as const]
      if (FOREIGN.has(key) || key.startsWith('x-')) return []
      return [[key, key === 'enum' || key === 'const' || key === 'default' ? item : plain(item)] as const]
    }),
  )
}
