import { Ajv2020 } from 'ajv/dist/2020.js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { baselineSchema } from './config/baseline-schema.ts'
import { configSchema } from './config/config-schema.ts'
import { serveSchema } from './config/serve-schema.ts'
import { contractSchema, requirementsSchema } from './contract/contract-schema.ts'
import { modelWithCasesSchema } from './contract/model-with-cases-schema.ts'
import { ENVIRONMENT_ROLES } from './http/auth/find-scheme.ts'
import { casesSchema } from './law/declared/cases-schema.ts'
import { TOOL } from './source/tool.ts'
import { suiteSchema } from './suite/suite-schema.ts'

const SPECS = join(TOOL.root, 'specs')

test.each([
  ['suite', suiteSchema],
  ['cases', casesSchema],
  ['contract', contractSchema(ENVIRONMENT_ROLES)],
  ['model', modelWithCasesSchema(ENVIRONMENT_ROLES)],
  ['requirements', requirementsSchema],
  ['config', configSchema],
  ['serve', serveSchema],
  ['baseline', baselineSchema],
])('specs/%s.schema.json is the schema that files are held against', async (name, schema) => {
  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(`../specs/${name}.schema.json`)
  const ajv = new Ajv2020({ strict: false, formats: { regex: true } })
  expect(ajv.validateSchema(schema)).toBe(true)
})

test.each([
  ['contract', 'model'],
  ['requirements', 'requirements'],
])('%s.yaml names its published schema, and keeps to it', (file, name) => {
  const text = readFileSync(join(SPECS, TOOL.contract, `${file}.yaml`), 'utf8')
  expect(text).toContain(`# yaml-language-server: $schema=../${name}.schema.json\n`)
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { regex: true } })
  ajv.validate(JSON.parse(readFileSync(join(SPECS, `${name}.schema.json`), 'utf8')) as object, parse(text))
  expect(ajv.errors).toBe(null)
})
