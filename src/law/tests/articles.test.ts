import { expect, test } from 'vitest'
import type { ApiDocument } from '../../document/api-document.ts'
import { ARTICLES_DOCUMENT, articlesWhere, createArticles } from './articles.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

test('right articles are not accused, laws judge their actions, and none stays', async () => {
  const { answer, held } = createArticles()
  const report = await fireAt(ARTICLES_DOCUMENT, answer, { level: 'should' })
  expect(told(report)).toEqual([])
  expect(held()).toEqual([])
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  expect(passed).toEqual(
    expect.arrayContaining([
      'law.restored-is-read[restore]',
      'law.action-has-effect[pin]',
      'law.action-has-effect[publish]',
      'law.action-again-changes-nothing[publish]',
      'law.action-again-changes-nothing[pin]',
      'law.action-again-changes-nothing[archive]',
      'law.other-state-is-refused[article]',
    ]),
  )
})

test.each([
  ['restores-nothing', 'fail law.restored-is-read[restore]'],
  ['restores-as-created', 'warn law.restored-is-read[restore]'],
  ['restores-for-reads', 'fail law.restored-is-read[restore]'],
  ['restores-retitled', 'warn law.restored-is-read[restore]'],
  ['marks-deleted-and-restores-retitled', 'warn law.restored-is-read[restore]'],
  ['publishes-nothing', 'fail law.action-has-effect[publish]'],
  ['pins-nothing', 'warn law.action-has-effect[pin]'],
  ['publishes-twice', 'fail law.action-again-changes-nothing[publish]'],
  ['archives-drafts', 'fail law.other-state-is-refused[article]'],
  ['archives-no-drafts', 'warn law.other-state-is-refused[article]'],
  ['archives-twice', 'fail law.action-again-changes-nothing[archive]'],
  ['refuses-and-archives', 'fail law.other-state-is-refused[article]'],
  ['updates-published', 'fail law.other-state-is-refused[article]'],
  ['pins-twice', 'warn law.action-again-changes-nothing[pin]'],
] as const)('articles of a server that %s: %s', async (slip, found) => {
  const { answer, held } = createArticles(slip)
  const report = await fireAt(ARTICLES_DOCUMENT, answer, {
    level: 'should',
    selects: (id) => id === found.split(' ')[1],
  })
  expect([told(report), held()]).toEqual([[found], []])
})

test('a restored article has the values of before where the document says so, also where a read shows deleted ones', async () => {
  const law = 'law.restored-is-read[restore]'
  const document = articlesWhere('Restore a deleted article', 'Restore a deleted article as it was')
  const found = async (slip: Parameters<typeof createArticles>[0]): Promise<readonly unknown[]> => {
    const { answer, held } = createArticles(slip)
    const report = await fireAt(document, answer, { level: 'should', selects: (id) => id === law })
    return [report.results.map(({ status }) => status).join(), held()]
  }
  expect(await found('marks-deleted')).toEqual(['pass', []])
  expect(await found('marks-deleted-and-restores-retitled')).toEqual(['fail', []])
  expect(await found('restores-retitled')).toEqual(['fail', []])
})

test('an action that may be sent again, and then changes nothing, is not accused', async () => {
  const { answer } = createArticles('pins-twice-alike')
  const law = 'law.action-again-changes-nothing[pin]'
  const report = await fireAt(ARTICLES_DOCUMENT, answer, { level: 'should', selects: (id) => id === law })
  expect(report.results.map(({ id, status }) => [id, status])).toEqual([[law, 'pass']])
})

const OTHER_STATE = 'law.other-state-is-refused[article]'

async function otherStateAt(...[document, ...how]: [ApiDocument, ...Parameters<typeof createArticles>]) {
  const report = await fireAt(document, createArticles(...how).answer, {
    level: 'should',
    selects: (id) => id === OTHER_STATE,
  })
  return told(report)
}

test('a change after a refusal is a should where no refusal speaks of the state', async () => {
  const document = articlesWhere('The status does not allow it', 'Conflict')
  expect(await otherStateAt(document, 'refuses-and-archives')).toEqual([`warn ${OTHER_STATE}`])
})

const archiving = (words: string): ApiDocument =>
  articlesWhere('Moves a published article to archived.', JSON.stringify(`Archives it. ${words}`))

test('a sentence that limits an action to a state is enough', async () => {
  const limited = archiving('Only articles with the `published` status can be archived.')
  expect(await otherStateAt(limited, 'archives-drafts')).toEqual([`fail ${OTHER_STATE}`])
  expect(await otherStateAt(limited)).toEqual([])
  const ofCaller = archiving('Only articles of the caller can be archived.')
  expect(await otherStateAt(ofCaller, 'archives-drafts')).toEqual([])
})

test('a write that is only accepted, and a state that an article leaves by itself, are not judged', async () => {
  expect(await otherStateAt(ARTICLES_DOCUMENT, 'archives-drafts-later')).toEqual([])
  expect(await otherStateAt(articlesWhere('draft', 'importing'), 'refuses-and-archives', 'importing')).toEqual([])
})

const WITH_BODY =
  '{ requestBody: { content: { application/json: { schema: { type: object, properties: { note: { type: string } } } } } }'

test.each<[string, Parameters<typeof createArticles>[0], Parameters<typeof articlesWhere>]>([
  ['pin', 'pins-in-turn', ['', '']],
  ['switchPin', 'pins-twice', ['{id}/pin', '{id}/switchPin']],
  [
    'pin',
    'pins-twice',
    [
      "{ responses: { '204': { description: done }, '404': { description: none }, '409': { description: Conflict",
      `${WITH_BODY}, responses: { '204': { description: done }, '404': { description: none }, '409': { description: Conflict`,
    ],
  ],
])('a second %s of a server that %s may be meant', async (action, slip, words) => {
  const law = `law.action-again-changes-nothing[${action}]`
  const report = await fireAt(articlesWhere(...words), createArticles(slip).answer, {
    level: 'should',
    selects: (id) => id === law,
  })
  expect(report.results.map(({ id, status }) => [id, status])).toEqual([[law, 'skip']])
})
