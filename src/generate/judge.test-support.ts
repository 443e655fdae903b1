import { createRequire } from 'node:module'
import type { ErrorObject } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expressionOf } from './expressions.ts'

const require = createRequire(import.meta.url)
const addFormats = require('ajv-formats') as (ajv: Ajv2020) => void

/** The errors of ajv for a value; empty for a valid value. */
export function ajvErrors(
  schema: unknown,
  documents: Readonly<Record<string, unknown>> = {},
): (value: unknown) => readonly ErrorObject[] {
  const regExp = Object.assign((source: string) => expressionOf(source), { code: 'new RegExp' })
  const ajv = new Ajv2020({ strict: false, ownProperties: true, allErrors: true, logger: false, code: { regExp } })
  addFormats(ajv)
  for (const [uri, document] of Object.entries(documents)) ajv.addSchema(document as object, uri)
  const validate = ajv.compile(schema as object)
  return (value) => (validate(value) ? [] : (validate.errors ?? []))
}
