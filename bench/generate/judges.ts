import { createRequire } from 'node:module'
import type { ErrorObject } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expressionOf } from '../../src/generate/expressions.ts'

const require = createRequire(import.meta.url)
const addFormats = require('ajv-formats') as (ajv: Ajv2020) => void

/** Judges a value, and returns its leaf errors. */
export type Judge = (value: unknown) => readonly ErrorObject[]

const regExp = Object.assign((source: string) => expressionOf(source), { code: 'new RegExp' })

/** ajv with the settings that the contract prescribes. */
export function ajvWith(documents: Readonly<Record<string, unknown>>): (schema: unknown) => Judge {
  const ajv = new Ajv2020({ strict: false, ownProperties: true, allErrors: true, logger: false, code: { regExp } })
  addFormats(ajv)
  for (const [uri, document] of Object.entries(documents)) {
    if (ajv.getSchema(uri) === undefined) ajv.addSchema(document as object, uri)
  }
  return (schema) => {
    const validate = ajv.compile(schema as object)
    return (value) => (validate(value) ? [] : (validate.errors ?? []))
  }
}

/** True if the second judge accepts a value. */
export type SecondJudge = (value: unknown) => boolean

interface Hyperjump {
  registerSchema(schema: unknown, uri: string, dialect: string): void
  unregisterSchema(uri: string): void
  validate(uri: string): Promise<(value: unknown) => { valid: boolean }>
  setShouldValidateFormat(should: boolean): void
}

const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

/** @hyperjump/json-schema, or undefined if it is not installed. */
export async function hyperjumpWith(
  documents: Readonly<Record<string, unknown>>,
): Promise<((schema: unknown) => Promise<SecondJudge>) | undefined> {
  const hyperjump = await loadHyperjump()
  if (hyperjump === undefined) return undefined
  hyperjump.setShouldValidateFormat(true)
  for (const [uri, document] of Object.entries(documents))
    attempt(() => hyperjump.registerSchema(document, uri, DIALECT))
  let count = 0
  return async (schema) => {
    count += 1
    const uri = `https://bench.example/${count}`
    hyperjump.registerSchema(structuredClone(schema), uri, DIALECT)
    try {
      const validate = await hyperjump.validate(uri)
      return (value) => validate(value).valid
    } finally {
      hyperjump.unregisterSchema(uri)
    }
  }
}

async function loadHyperjump(): Promise<Hyperjump | undefined> {
  // The names are variables, so that the bench compiles without the package.
  const [main, formats]: string[] = ['@hyperjump/json-schema/draft-2020-12', '@hyperjump/json-schema/formats']
  try {
    await import(formats ?? '')
    return (await import(main ?? '')) as Hyperjump
  } catch {
    return undefined
  }
}

function attempt(run: () => void): void {
  try {
    run()
  } catch {
    // A document that the second judge refuses is missing only for schemas that refer to it; these are not judged.
  }
}
