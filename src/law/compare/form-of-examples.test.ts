import { expect, test } from 'vitest'
import { differencesShown } from './compare-shown.ts'

const memberWith = (example: string) => ({
  type: 'object',
  properties: { color: { type: 'string', examples: [example] } },
})
const differences = (shown: string, example: string) =>
  differencesShown(
    { color: '#10b361' },
    { color: shown },
    {
      ignored: [],
      taken: memberWith('#00aabb'),
      schema: memberWith(example),
      schemas: {},
    },
  ).map(({ kind }) => kind)

test('a text may be shown in the other form that the example of an answer has', () => {
  expect(differences('10b361', '00aabb')).toEqual([])
})

test('another form that no example shows, and another text in that form, are differences', () => {
  expect(differences('10b361', '#00aabb')).toEqual(['differs'])
  expect(differences('10b362', '00aabb')).toEqual(['differs'])
})
