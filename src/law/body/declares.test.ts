import { expect, test } from 'vitest'
import { declares } from './declares.ts'
import { validatorsOf } from './validators.ts'

const NOTHING = { type: 'object', properties: { type: { const: 'do-nothing' } } }
const RUN = { type: 'object', properties: { type: { const: 'run' }, job: { type: 'string' } } }
const SCHEMA = {
  type: 'object',
  properties: {
    owner: { type: 'string' },
    action: { oneOf: [NOTHING, RUN] },
    tags: { type: 'array', items: RUN },
    free: { type: 'object' },
  },
}
const world = { schemas: {}, validators: validatorsOf({ schemas: {} }) }

test.each([
  [['owner'], {}, true],
  [['author'], {}, false],
  [['action', 'job'], { action: { type: 'run' } }, true],
  [['action', 'job'], { action: { type: 'do-nothing' } }, false],
  [['tags', '*', 'job'], { tags: [] }, true],
  [['tags', '*', 'owner'], { tags: [] }, false],
  [['free', 'anything'], {}, true],
])('that a schema names /%s beside %j is %s', (tokens, value, expected) => {
  expect(declares({ schema: SCHEMA, value, tokens }, world)).toBe(expected)
})
