import { expect, test } from 'vitest'
import { plantBrokenPart } from './plant-broken-part.ts'
import { validatorsOf } from '../body/validators.ts'

const SCHEMA = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', maxLength: 3 },
    spec: { type: 'object', required: ['kind'], properties: { kind: { enum: ['a', 'b'] }, size: { type: 'integer' } } },
    tags: { type: 'array', items: { type: 'string', minLength: 1 } },
  },
}
const errorsOf = validatorsOf({ schemas: {} })(SCHEMA) ?? expect.fail('no validator')
const ACCEPTED = { name: 'abc', spec: { kind: 'a' }, tags: ['x'] }

function planted(drawn: unknown, keyword: string, [instancePath, property]: readonly [string, string?]): unknown {
  return plantBrokenPart(ACCEPTED, drawn, { place: { instancePath, keyword, property }, errorsOf })
}

test('the broken part of a drawn body is planted in the accepted one', () => {
  expect(planted({ name: 'toolong' }, 'maxLength', ['/name'])).toEqual({ ...ACCEPTED, name: 'toolong' })
  expect(planted({ name: 'x', spec: { kind: 'c', size: 1 } }, 'enum', ['/spec/kind'])).toEqual({
    ...ACCEPTED,
    spec: { kind: 'c' },
  })
  expect(planted({ name: 'x', spec: { kind: 'a', size: 'b' } }, 'type', ['/spec/size'])).toEqual({
    ...ACCEPTED,
    spec: { kind: 'a', size: 'b' },
  })
  expect(planted({ name: 'x', tags: [''] }, 'minLength', ['/tags/0'])).toEqual({ ...ACCEPTED, tags: [''] })
})

test('a required property is left out of the accepted body', () => {
  expect(planted({ tags: [] }, 'required', ['', 'name'])).toEqual({ spec: ACCEPTED.spec, tags: ['x'] })
  expect(planted({ name: 'x', spec: {} }, 'required', ['/spec', 'kind'])).toEqual({ ...ACCEPTED, spec: {} })
})

test('nothing is planted where the accepted body lacks the place, breaks a rule itself or would break another one', () => {
  expect(planted([], 'type', [''])).toBeUndefined()
  expect(planted({ name: 'x', tags: ['a', ''] }, 'minLength', ['/tags/1'])).toBeUndefined()
  expect(planted({ name: 'abc' }, 'maxLength', ['/name'])).toBeUndefined()
  const place = { instancePath: '/name', keyword: 'maxLength' }
  expect(plantBrokenPart({ name: 7 }, { name: 'toolong' }, { place, errorsOf })).toBeUndefined()
})
