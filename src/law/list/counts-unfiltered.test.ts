import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { operationWithId } from '../body/paths.ts'
import type { World } from '../world/world.ts'
import { countsUnfiltered } from './counts-unfiltered.ts'

const worldOf = (meta: string): World => {
  const { document } = readWritten({
    'owls.yaml': `openapi: 3.1.0
info: { title: owls, version: '1' }
paths:
  /owls:
    get:
      responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { owls: { type: array, items: &owl { type: object, properties: { id: { type: string } } } }, meta: { type: object, properties: { ${meta} } } } } } } } }
  /owls/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: *owl } } } } }
`,
  })
  const resource = inferModel(document).resources['owl']
  return { resource, document, operation: (id: string) => operationWithId(document, id) } as unknown as World
}

test.each([
  ['total: { type: integer }', false],
  ['total: { type: integer, description: The number of owls that match the filter. }', false],
  ['total: { type: integer, description: Total results available without any search parameters. }', true],
  ['total: { type: integer, description: The count before filters apply. }', true],
  ['total_count: { type: integer }, total_filtered_count: { type: integer }', true],
])('a total of %s counts what a filter leaves out: %s', (meta, isUnfiltered) => {
  expect(countsUnfiltered(worldOf(meta))).toBe(isUnfiltered)
})
