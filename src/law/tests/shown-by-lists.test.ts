import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'
import { jsonIn } from './json-in.test-support.ts'

/** Posts, and comments that only a list shows. */
const { document } = readWritten({
  'posts.yaml': `openapi: 3.1.0
info: { title: posts, version: '1' }
paths:
  /posts:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &post { type: object, properties: { id: { type: integer, readOnly: true }, title: { type: string } } } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ title ], properties: { title: { type: string } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *post } } } } }
  /posts/{postId}:
    parameters: &post-id [ { name: postId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': &no { description: none } } }
    delete: { responses: { '204': *no, '404': *no } }
  /posts/{postId}/comments:
    parameters: *post-id
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { items: { type: array, items: &comment { type: object, properties: { id: { type: integer, readOnly: true }, text: { type: string, minLength: 1 }, mood: { type: string, enum: [ glad, sad ], default: sad } } } } } } } } }, '404': *no } }
    post: { requestBody: &body { required: true, content: { application/json: { schema: { type: object, required: [ text ], properties: { text: { type: string, minLength: 1 }, mood: { type: string, enum: [ glad, sad ], default: sad } } } } } }, responses: { '201': &told { description: one, content: { application/json: { schema: *comment } } }, '400': *no, '404': *no } }
  /posts/{postId}/comments/{commentId}:
    parameters: [ { name: postId, in: path, required: true, schema: { type: integer } }, { name: commentId, in: path, required: true, schema: { type: integer } } ]
    patch: { requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { text: { type: string, minLength: 1 }, mood: { type: string, enum: [ glad, sad ] } } } } } }, responses: { '200': *told, '400': *no, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
`,
})

interface Comment {
  readonly post: number
  readonly text: string
  readonly mood: string
}

type Slip =
  | 'none'
  | 'forgets-the-rest'
  | 'writes-elsewhere'
  | 'deletes-elsewhere'
  | 'keeps-refused'
  | 'has-another-default'

const NONE = new Response(null, { status: 404 })

/** A server of posts and comments with one slip. */
function serve(slip: Slip) {
  const posts = createCrud({ path: '/posts', isValid: ({ title }) => typeof title === 'string', updated: {} })
  const comments = new Map<number, Comment>()
  let last = 0
  const write = (
    body: unknown,
    key: number,
    { before, post }: { before?: Comment | undefined; post: number },
  ): Response => {
    const { text = before?.text, mood = before?.mood ?? 'sad' } = isObject(body) ? body : {}
    const isRight = isObject(body) && typeof text === 'string' && text !== '' && ['glad', 'sad'].includes(String(mood))
    if (!isRight && before !== undefined && slip === 'keeps-refused') comments.set(key, { ...before, text: 'broken' })
    if (!isRight) return new Response(null, { status: 400 })
    const own = isObject(body) && body['mood'] === undefined && (before === undefined || slip === 'forgets-the-rest')
    const usual = slip === 'has-another-default' ? 'glad' : 'sad'
    comments.set(key, { post: before?.post ?? post, text, mood: own ? usual : String(mood) })
    return Response.json({ id: key, text, mood }, { status: before === undefined ? 201 : 200 })
  }
  const atComments = async (request: Request, post: number, id: number): Promise<Response> => {
    const { method } = request
    const found = comments.get(id)
    const isElsewhere = found?.post !== post && !(slip === 'writes-elsewhere' && method === 'PATCH')
    if (!Number.isNaN(id) && isElsewhere && !(slip === 'deletes-elsewhere' && method === 'DELETE')) return NONE.clone()
    if (method === 'DELETE') return new Response(null, { status: comments.delete(id) ? 204 : 404 })
    if (method === 'PATCH') return write(jsonIn(await request.text()), id, { before: found, post })
    if (method === 'POST') return write(jsonIn(await request.text()), (last += 1), { post })
    const items = [...comments].flatMap(([key, { post: of, ...one }]) => (of === post ? [{ id: key, ...one }] : []))
    return Response.json({ items })
  }
  return async (request: Request): Promise<Response> => {
    const [, post, id] = /^\/posts\/(\d+)\/comments(?:\/(\d+))?$/.exec(new URL(request.url).pathname) ?? []
    if (post === undefined) return posts.answer(request)
    return posts.held().includes(Number(post)) ? atComments(request, Number(post), Number(id ?? NaN)) : NONE.clone()
  }
}

const LAWS =
  /(?:merge-leaves-the-rest|update-shows|defaults-are-stored|children-stay-with-their-parent|refused-write-changes-nothing|histories-keep-the-state)\[comment\]/

test.each<[Slip, readonly string[]]>([
  ['none', []],
  ['forgets-the-rest', ['merge-leaves-the-rest body#/items/0/mood']],
  ['writes-elsewhere', ['children-stay-with-their-parent body#/items/0/text']],
  ['deletes-elsewhere', ['children-stay-with-their-parent body#']],
  ['keeps-refused', ['refused-write-changes-nothing body#/items/0/text']],
  ['has-another-default', ['defaults-are-stored.presumed body#/items/0/mood']],
])('comments that only a list shows, at a server with the slip %s', async (slip, expected) => {
  const report = await fireAt(document, serve(slip), { selects: (id) => LAWS.test(id) })
  const found = report.results.flatMap(({ findings }) => findings.map(({ requirement, at }) => `${requirement} ${at}`))
  for (const one of expected) expect(found).toContain(one)
  if (slip === 'none')
    expect(report.results.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'pass'))
  if (slip === 'none') expect(found).toEqual([])
})
