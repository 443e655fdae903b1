import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Store, type Values } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'
import { jsonIn } from './json-in.test-support.ts'

/** Folders that may stand below each other. */
const documentOf = (says: string): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'folders.yaml': `openapi: 3.1.0
info: { title: folders, version: '1' }
paths:
  /folders:
    post: { requestBody: &body { content: { application/json: { schema: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1 }, parentId: { type: [ integer, 'null' ], description: '${says}' } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Folder' } } } }, '422': &no { description: refused } } }
  /folders/{folderId}:
    parameters: [ { name: folderId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { description: Replaces the folder., requestBody: *body, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas: { Folder: { type: object, required: [ id, name ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, parentId: { type: [ integer, 'null' ] } } } }
`,
  }).document

const OWN = 'The parent. A folder cannot be its own parent.'
const CYCLE = 'The parent. A folder cannot be moved below itself or one of its descendants.'

type Way = 'right' | 'takes-itself' | 'takes-children' | 'ignores-the-parent'

/** True if a folder would stand below itself. */
function isBelow(store: Store, id: number, parent: unknown): boolean {
  if (typeof parent !== 'number') return false
  return parent === id || isBelow(store, id, store.get(parent)?.['parentId'])
}

/** The status of the law at a server of folders. */
async function statusAt(way: Way, says: string): Promise<string | undefined> {
  let kept: Store = new Map()
  const { answer } = createCrud({
    path: '/folders',
    isValid: ({ name, parentId = null }) =>
      typeof name === 'string' && name !== '' && (parentId === null || kept.has(Number(parentId))),
    updated: {
      PUT: (folder: Values, body) => ({
        ...body,
        ...(way === 'ignores-the-parent' ? { parentId: folder['parentId'] } : {}),
      }),
    },
    before: (_, store) => {
      kept = store
      return undefined
    },
  })
  const { results } = await fireAt(
    documentOf(says),
    async (request) => {
      const id = Number(new URL(request.url).pathname.split('/')[2])
      const body = request.method === 'PUT' ? ((jsonIn(await request.clone().text()) ?? {}) as Values) : {}
      const { parentId } = body
      const isItself = parentId === id
      const isWrong = isItself
        ? way === 'right' || way === 'takes-children'
        : way !== 'takes-children' && isBelow(kept, id, parentId)
      return way !== 'ignores-the-parent' && isWrong ? new Response(null, { status: 422 }) : answer(request)
    },
    { selects: (one) => one === 'law.no-member-below-itself[folder]' },
  )
  return results[0]?.status
}

test.each<[Way, string, string | undefined]>([
  ['right', OWN, 'pass'],
  ['right', CYCLE, 'pass'],
  ['takes-itself', OWN, 'fail'],
  ['takes-itself', CYCLE, 'fail'],
  ['takes-children', OWN, 'pass'],
  ['takes-children', CYCLE, 'fail'],
  ['ignores-the-parent', OWN, 'warn'],
  ['takes-itself', 'The parent.', undefined],
])('a server that %s, where the document says "%s": %s', async (way, says, status) => {
  expect(await statusAt(way, says)).toBe(status)
})
