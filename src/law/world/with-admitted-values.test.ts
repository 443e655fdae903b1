import { expect, test } from 'vitest'
import type { DocumentSchema } from '../../document/api-document.ts'
import { validatorsOf } from '../body/validators.ts'
import { withAdmittedValues } from './with-admitted-values.ts'

const of = (properties: Readonly<Record<string, DocumentSchema>>): DocumentSchema => ({ type: 'object', properties })

const admit = (member: object, views: readonly DocumentSchema[], own: DocumentSchema = true): unknown => {
  const validators = validatorsOf({ schemas: {} })
  const isValid = (one: unknown): boolean => (validators(own)?.(one).length ?? 0) === 0
  return withAdmittedValues(member, { views, schemas: {}, validators, isValid, variant: 1, word: () => 'word' })
}

test('a free text of an update has a value that the create or the answer lists', () => {
  const state = { type: 'string', enum: ['open', 'closed'] }
  expect(admit({ state: 'word', note: 'word' }, [of({ state })])).toEqual({ state: 'closed', note: 'word' })
})

test('a listed value that the answer does not list gives way to one of both', () => {
  const answer = of({ exempt: { type: 'string', enum: ['none', 'all'] } })
  const request = of({ exempt: { type: 'string', enum: ['', 'none'] } })
  expect(admit({ exempt: '' }, [answer], request)).toEqual({ exempt: 'none' })
})

test('a value stays where no value fits all schemas, and where the answer has another form of it', () => {
  const answer = of({ kind: { type: 'object' }, size: { type: 'string', pattern: '^x$' } })
  const request = of({ size: { type: 'string', maxLength: 0 } })
  expect(admit({ kind: 'word', size: '' }, [answer], request)).toEqual({ kind: 'word', size: '' })
})
