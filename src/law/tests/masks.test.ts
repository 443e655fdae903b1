import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const STATED = [
  'The fields to update, such as `title,place.floor`.',
  'A field within an object or a map is named by a path with a dot.',
  'A field that the mask names and the body lacks is reset to its default.',
  'The mask `*` replaces the lamp.',
  'A mask with a path that the lamp does not have, or with an output only field, is refused with 400.',
].join(' ')

function documentWhere(words: string): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'lamps.yaml': `openapi: 3.1.0
info: { title: lamps, version: '1' }
paths:
  /lamps:
    post: { requestBody: { required: true, content: { application/json: { schema: { allOf: [ { $ref: '#/components/schemas/Lamp' }, { required: [ title ] } ] } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, '422': &no { description: refused } } }
  /lamps/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch:
      parameters: [ { name: updateMask, in: query, description: '${words}', schema: { type: string } } ]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }
      responses: { '200': *one, '404': *no, '422': *no }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Lamp:
      type: object
      properties:
        id: { type: integer, readOnly: true }
        hours: { type: integer, readOnly: true }
        title: { type: string, minLength: 1, maxLength: 40 }
        note: { type: string, maxLength: 40 }
        watts: { type: integer, minimum: 1, maximum: 90, default: 40 }
        place: { type: object, properties: { room: { type: string, maxLength: 40 }, floor: { type: integer, minimum: 0, maximum: 90 } } }
        labels: { type: object, additionalProperties: { type: string, maxLength: 40 } }
`,
  }).document
}

type Fault =
  | 'none'
  | 'replaces-objects'
  | 'keeps-entries'
  | 'keeps-by-name'
  | 'keeps-by-star'
  | 'takes-unknown-paths'
  | 'takes-paths-of-the-server'

const DEFAULTS: Values = { watts: 40, labels: {} }
const WRITABLE = new Set(['title', 'note', 'watts', 'place', 'labels'])

interface Patch {
  readonly body: Values
  readonly fault: Fault
}

/** The lamp with one path of a mask set from the body. */
function withPath(before: Values, path: string, { body, fault }: Patch): Values {
  const [name = '', key] = path.split('.')
  const { [name]: _old, ...rest } = before
  if (key === undefined || (fault === 'replaces-objects' && body[name] !== undefined)) {
    if (body[name] === undefined && fault === 'keeps-by-name') return before
    return {
      ...rest,
      ...(name in DEFAULTS ? { [name]: DEFAULTS[name] } : {}),
      ...(name in body ? { [name]: body[name] } : {}),
    }
  }
  const [old, sent] = [before[name], body[name]].map((one) => (isObject(one) ? one : {}))
  const { [key]: last, ...others } = old ?? {}
  const value = sent?.[key] ?? (fault === 'keeps-entries' ? last : undefined)
  return { ...rest, [name]: { ...others, ...(value === undefined ? {} : { [key]: value }) } }
}

function masked(before: Values, mask: string | null, { body, fault }: Patch): Values {
  if (mask === '*' && fault !== 'keeps-by-star') return { ...DEFAULTS, ...body, hours: before['hours'] }
  const paths = mask === null || mask === '*' ? Object.keys(body) : mask.split(',')
  return paths
    .filter((path) => WRITABLE.has(path.split('.')[0] ?? ''))
    .reduce((lamp, path) => withPath(lamp, path, { body, fault }), before)
}

function isText(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && Array.from(value).length <= 40)
}

async function fire(fault: Fault, words = STATED) {
  const { answer, held } = createCrud({
    path: '/lamps',
    isValid: ({ title, note }, method) =>
      isText(title) && isText(note) && title !== '' && (method !== 'POST' || title !== undefined),
    created: (body) => ({ ...DEFAULTS, ...body, hours: 0 }),
    updated: {},
    before: ({ method, url }, store, body) => {
      const { pathname, searchParams } = new URL(url)
      const id = Number(pathname.split('/').at(-1))
      const before = store.get(id)
      if (method !== 'PATCH' || before === undefined) return undefined
      const mask = searchParams.get('updateMask')
      const isKnown = (path: string): boolean =>
        path === '*' ||
        WRITABLE.has(path.split('.')[0] ?? '') ||
        (path === 'hours' ? fault === 'takes-paths-of-the-server' : fault === 'takes-unknown-paths')
      if (!isObject(body) || mask?.split(',').every(isKnown) === false) return new Response(null, { status: 400 })
      store.set(id, { ...masked(before, mask, { body, fault }), id })
      return Response.json(store.get(id))
    },
  })
  const report = await fireAt(documentWhere(words), answer, { selects: (one) => /^law\.\w*-?mask-/.test(one) })
  expect(held()).toEqual([])
  return report
}

test.each([
  ['none', []],
  ['replaces-objects', ['fail law.mask-leads-into[lamp]']],
  ['keeps-entries', ['fail law.mask-leads-into[lamp]']],
  ['keeps-by-name', ['fail law.mask-resets[lamp]']],
  ['keeps-by-star', ['fail law.mask-resets[lamp]']],
  ['takes-unknown-paths', ['fail law.unknown-mask-paths[lamp]']],
  ['takes-paths-of-the-server', ['fail law.unknown-mask-paths[lamp]']],
] as const)('lamps with masks: %s', async (fault, expected) => {
  const report = await fire(fault)
  expect(told(report)).toEqual(expected)
  expect(report.results.filter(({ status }) => status === 'skip')).toEqual([])
})

test.each(['keeps-by-name', 'keeps-by-star', 'takes-unknown-paths', 'replaces-objects'] as const)(
  'a mask of which the document says nothing is judged by its names alone: %s',
  async (fault) => {
    expect(told(await fire(fault, 'The fields to update.'))).toEqual([])
  },
)
