import { createRequire } from 'node:module'
import type * as AjvModule from 'ajv/dist/2020.js'
import type { Validate } from '../../contract/validators.ts'
import { lazily } from '../lazily.ts'
import type { Node } from '../body/subschemas.ts'

const require = createRequire(import.meta.url)

/** Loaded when it is first asked for: no run but one that breaks parameters needs ajv once its contract is compiled. */
const ajv = lazily(() => {
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof AjvModule
  const addFormats = require('ajv-formats') as (ajv: AjvModule.Ajv2020) => void
  // As the contract's schemas are judged; that the schema is one was checked when the contract was read.
  const made = new Ajv2020({
    strict: false,
    allErrors: true,
    ownProperties: true,
    validateFormats: true,
    validateSchema: false,
  })
  addFormats(made)
  return made
})

/** Judges values by the schema of a parameter; the compiled contract has no validators for those. */
export function parameterValidator(schema: Node): Validate {
  const check = ajv().compile(schema)
  return (value) => (check(value) ? [] : (check.errors ?? []))
}
