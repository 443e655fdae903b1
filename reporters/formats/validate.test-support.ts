import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const require = createRequire(import.meta.url)

/** Returns the breaches of a schema, each as its place and keyword. */
export type Validate = (value: unknown) => readonly string[]

/** The official schema of SARIF 2.1.0. It says draft 4, and has no word that a later draft reads otherwise. */
export function sarifSchema(): Validate {
  const { $schema: _, id: __, ...schema } = readJson('./schemas/sarif-schema-2.1.0.json')
  return validator(new Ajv({ strict: false, allErrors: true }), schema)
}

/** The schema that GitLab holds an entry of a Code Quality report against. */
export function codeClimateSchema(): Validate {
  return validator(new Ajv({ strict: false, allErrors: true }), readJson('./schemas/codeclimate.json'))
}

/** The schemas of the package har-schema, which say draft 6. */
export function harSchema(): Validate {
  const schemas = require('har-schema') as Readonly<Record<string, Schema>>
  const ajv = new Ajv({ strict: false, allErrors: true })
  for (const { $schema: _, ...schema } of Object.values(schemas)) ajv.addSchema(schema)
  return validator(ajv, { $ref: 'har.json#' })
}

/** The published schema of a line of the ndjson report. */
export function eventSchema(): Validate {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ajv.addSchema(readPublished('report'), 'report.schema.json')
  return validator(ajv, readPublished('events'))
}

interface Published {
  readonly properties: object
  readonly $defs: Readonly<Record<string, { readonly properties?: object }>>
}

/** A published schema as it is written. */
export function readPublished(name: 'report' | 'events'): Published {
  return readJson(`../../specs/${name}.schema.json`) as unknown as Published
}

function validator(ajv: Ajv, schema: object): Validate {
  const plugin = addFormats as unknown as (ajv: Ajv) => void
  plugin(ajv)
  const check = ajv.compile(schema)
  return (value) =>
    check(value) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
}

type Schema = Readonly<Record<string, unknown>>

function readJson(path: string): Schema {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Schema
}
