import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { mayDangle } from './evidence-of-references.ts'

const one = (name: string): string =>
  `{ description: one, content: { application/json: { schema: { type: object, required: [ id ], properties: { id: { type: string }, ${name}: { type: string } } } } } }`

const paths = (root: string, name: string, { says, required = '' }: { says: string; required?: string }): string => `
  /${root}: { post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ ${required} ], properties: { ${name}: { type: string } } } } } }, responses: { '201': ${one(name)} } } }
  /${root}/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': ${one(name)}, '404': { description: none } } }
    delete: { description: '${says}', responses: { '204': { description: gone }, '404': { description: none } } }`

/** The certainty that a booking does not name a deleted user, by the words of the delete. */
function certaintyOf(words: string, required = ''): string | undefined {
  const { document } = readWritten({
    'bookings.yaml': `openapi: 3.1.0\ninfo: { title: bookings, version: '1' }\npaths:${paths('users', 'name', { says: words })}${paths('bookings', 'userId', { says: 'Deletes.', required })}`,
  })
  const model = inferModel(document)
  const { booking } = model.resources
  return booking === undefined ? 'no booking' : mayDangle(booking, { model, document })[0]?.certainty
}

test.each([
  ['Bookings of the user have `userId` null then.', 'sure'],
  ['Deletes the user. Bookings of the user stay, with `userId` null.', 'sure'],
  ['Bookings of the user become unassigned; they detach from it.', 'sure'],
  ['Deletes the user.', undefined],
])('"%s" lets go of the user: %s', (words, certainty) => {
  expect(certaintyOf(words)).toBe(certainty)
})

test.each([
  ['Deletes the user.', 'guess'],
  ['Deletes the user. Bookings of the user are cancelled.', 'guess'],
  ['All bookings of the user are cancelled; bookings stay readable and keep the id in `userId`.', undefined],
  ['Bookings of the user keep their `userId`.', undefined],
  ['Bookings still refer to the user by its id.', undefined],
  ['Bookings of others keep their price.', 'guess'],
])('after "%s", a required reference to the deleted user may not stay: %s', (words, certainty) => {
  expect(certaintyOf(words, 'userId')).toBe(certainty)
})
