import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { realClock } from '../../send/clock.ts'
import type { Values } from './crud.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const TIME = 'type: string, format: date-time, readOnly: true'

/** Notes that are replaced and patched. */
const { document } = readWritten({
  'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /notes:
    post: { requestBody: { required: true, content: { application/json: { schema: &note { $ref: '#/components/schemas/Note' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *note } } }, '422': &no { description: refused } } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': &tagged { description: one, headers: { ETag: { schema: { type: string } } }, content: { application/json: { schema: *note } } }, '404': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: *note } } }, responses: { '200': *one, '422': *no, '404': *no } }
    patch: { requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { text: { type: string }, place: { type: string } } } } } }, responses: { '200': *one, '422': *no, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /notes/{id}/start:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    post: { summary: Starts the work on a note, responses: { '200': *one, '404': *no } }
components:
  schemas: { Note: { type: object, required: [ text, place ], properties: { id: { type: integer, readOnly: true }, createdAt: { ${TIME} }, updatedAt: { ${TIME} }, state: { type: string, enum: [ open, started ], readOnly: true }, text: { type: string }, place: { type: string } } } }
`,
})

type Difference =
  | 'none'
  | 'patch-moves-creation'
  | 'moves-with-the-text'
  | 'moves-once'
  | 'is-cut-when-stored'
  | 'tag-of-text'
  | 'weak-tag-of-text'
  | 'starts-in-the-past'
  | 'starts-anew'

/** The time of now, with a part of a second. */
function now(): string {
  const time = new Date().toISOString()
  return time.endsWith('.000Z') ? time.replace('000Z', '001Z') : time
}

function createNotes(difference: Difference): (request: Request) => Promise<Response> {
  const moved = (before: Values, after: Values): Values => {
    const isMoved =
      difference === 'moves-with-the-text'
        ? before['text'] !== after['text']
        : difference !== 'moves-once' || before['createdAt'] === before['updatedAt']
    return isMoved ? { ...after, updatedAt: now() } : after
  }
  const kept = ({ createdAt, updatedAt, state }: Values): Values => ({
    state,
    createdAt: difference === 'is-cut-when-stored' ? String(createdAt).replace(/\.\d+/, '') : createdAt,
    updatedAt,
  })
  const crud = createCrud({
    path: '/notes',
    before: ({ method, url }, store) => {
      const [, id] = /(\d+)\/start$/.exec(url) ?? []
      const note = store.get(Number(id))
      if (method !== 'POST' || note === undefined) return undefined
      store.set(Number(id), {
        ...note,
        state: 'started',
        updatedAt: difference === 'starts-in-the-past' ? note['updatedAt'] : now(),
        createdAt: difference === 'starts-anew' ? now() : note['createdAt'],
      })
      return Response.json(store.get(Number(id)))
    },
    isValid: ({ text, place }, method) =>
      [text, place].every((one) => typeof one === 'string' || (one === undefined && method === 'PATCH')),
    created: ({ text, place }) => {
      const time = now()
      return { text, place, state: 'open', createdAt: time, updatedAt: time }
    },
    updated: {
      PUT: (before, { text, place }) => moved(before, { ...kept(before), text, place }),
      PATCH: (before, { text = before['text'], place = before['place'] }) => ({
        ...moved(before, { ...kept(before), text, place }),
        ...(difference === 'patch-moves-creation' ? { createdAt: now() } : {}),
      }),
    },
  })
  return async (request) => {
    const answer = await crud.answer(request)
    if (request.method !== 'GET' || answer.status !== 200) return answer
    const shown = (await answer.json()) as Values
    const state = difference.endsWith('tag-of-text') ? String(shown['text']) : JSON.stringify(shown)
    const tag = `${difference === 'weak-tag-of-text' ? 'W/' : ''}"${Buffer.from(state).toString('base64url')}"`
    return Response.json(shown, { headers: { ETag: tag } })
  }
}

test.each([
  ['none', []],
  ['is-cut-when-stored', []],
  ['patch-moves-creation', ['warn law.times-are-kept[note]']],
  ['moves-with-the-text', ['warn law.times-are-kept[note]']],
  ['moves-once', ['warn law.times-are-kept[note]']],
  ['tag-of-text', ['fail law.tags-tell-states-apart[note]']],
  ['starts-in-the-past', ['warn law.action-has-effect[start]']],
  ['starts-anew', ['warn law.action-has-effect[start]']],
  ['weak-tag-of-text', ['warn law.tags-tell-states-apart[note]']],
] as const)(
  'updates of each operation and of single properties at a server with the difference %s',
  async (difference, found) => {
    const report = await fireAt(document, createNotes(difference), {
      clock: realClock,
      selects: (id) => /times-are-kept|tell-states|merge-leaves|has-effect/.test(id),
    })
    expect(told(report)).toEqual(found)
  },
)
