import { createRequire } from 'node:module'
import type * as AjvModule from 'ajv/dist/2020.js'
import type { Validate } from '../../contract/validators.ts'
import { lazily } from '../lazily.ts'
import type { Node } from '../body/subschemas.ts'

const require = createRequire(import.meta.url)

/** ajv, loaded on first use: only runs that break parameters need ajv after compilation. */
const ajv = lazily(() => {
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof AjvModule
  const addFormats = require('ajv-formats') as (ajv: AjvModule.Ajv2020) => void
  // The same options as for the contract's schemas. The contract's loader has checked the schema.
  const instance = new Ajv2020({
    strict: false,
    allErrors: true,
    ownProperties: true,
    validateFormats: true,
    validateSchema: false,
  })
  addFormats(instance)
  return instance
})

/** The validator of the schema of a parameter. The compiled contract has no validators for parameters. */
export function parameterValidator(schema: Node): Validate {
  const check = ajv().compile(schema)
  return (value) => (check(value) ? [] : (check.errors ?? []))
}
