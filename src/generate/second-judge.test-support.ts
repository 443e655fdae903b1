import {
  registerSchema,
  setShouldValidateFormat,
  unregisterSchema,
  validate,
} from '@hyperjump/json-schema/draft-2020-12'
// oxlint-disable-next-line import/no-unassigned-import -- the package takes its formats in this way only
import '@hyperjump/json-schema/formats'

const DIALECT = 'https://json-schema.org/draft/2020-12/schema'
let count = 0

/** A test by @hyperjump/json-schema. A pattern that is invalid with the `u` flag is unsupported there, and every value passes. */
export async function secondJudge(schema: unknown): Promise<(value: unknown) => boolean> {
  if (JSON.stringify(schema).includes('\\\\:')) return () => true
  setShouldValidateFormat(true)
  count += 1
  const uri = `https://own.example/judge/${count}`
  registerSchema(structuredClone(schema) as Parameters<typeof registerSchema>[0], uri, DIALECT)
  try {
    const judge = await validate(uri)
    return (value) => judge(value as null).valid
  } finally {
    unregisterSchema(uri)
  }
}
