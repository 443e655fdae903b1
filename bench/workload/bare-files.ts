import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standaloneModule from 'ajv/dist/standalone/index.js'
import { ITEM_SCHEMA, keys } from './item.ts'

/** Writes the input of the bare loop: keys as JSON, and the validator as code. */
export function writeBareFiles(folder: string, count: number): { readonly keys: string; readonly validator: string } {
  const files = { keys: join(folder, 'keys.json'), validator: join(folder, 'validator.cjs') }
  const ajv = new Ajv2020({ strict: false, allErrors: true, code: { source: true } })
  // The module is CommonJS, so its default export is a member.
  const standalone = (standaloneModule as unknown as { default: (ajv: Ajv2020, check: unknown) => string }).default
  writeFileSync(files.validator, standalone(ajv, ajv.compile(ITEM_SCHEMA)))
  writeFileSync(files.keys, JSON.stringify(keys(count)))
  return files
}
