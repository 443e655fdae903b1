import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { served } from '../http/served.test-support.ts'
import { digestsOf } from '../law/session/traces.ts'
import { conform, folder } from './conform.test-support.ts'

const WORD = 'wa1b2c6789'
const LEDGER = 'conform.ledger.test.jsonl'
const NOTE = {
  resource: 'note',
  item: '/notes/{id}',
  remove: 'DELETE',
  keys: { id: '/id' },
  list: { path: '/notes', items: '' },
}

/** A clean-up of a ledger with these lines, at a server that holds these members by path. */
async function cleanedUp(
  lines: readonly unknown[],
  held: Map<string, Readonly<Record<string, unknown>>>,
): Promise<
  Awaited<ReturnType<typeof conform>> & { readonly asked: readonly string[]; readonly kept: string | undefined }
> {
  const asked: string[] = []
  const url = await served((request, response) => {
    const { method = '', url: path = '' } = request
    asked.push(`${method} ${path}`)
    const found = path === '/notes' ? [...held.values()] : held.get(path)
    response.writeHead(found === undefined ? 404 : 200, { 'Content-Type': 'application/json' })
    if (method === 'DELETE') held.delete(path)
    request.resume().on('end', () => response.end(JSON.stringify(found ?? {})))
  })
  const cwd = folder()
  const head = { ledger: 2, tool: '0', api: 'notes', target: url, startedAt: '', pid: 1, headers: {} }
  const texts = [head, ...lines].map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  writeFileSync(join(cwd, LEDGER), texts.join('\n'))
  const done = await conform(['cleanup', '--ledger', LEDGER, '--target', url], { cwd })
  const file = join(cwd, LEDGER)
  return { ...done, asked, kept: existsSync(file) ? readFileSync(file, 'utf8') : undefined }
}

test('a ledger with a line that cannot be read is kept, and the line is named', async () => {
  const held = new Map([
    ['/notes/1', { id: 1, title: 'wa1b2c6789' }],
    ['/notes/2', { id: 2, title: 'wa1b2c6790' }],
  ])
  const lines = [
    { n: 1, creating: { ...NOTE, marks: ['wa1b2c6789'] } },
    { n: 1, at: '/notes/1' },
    '":2,"creating":{"resource":"note"',
    '{"n":3,"creating":{"resource":"no',
  ]
  const { status, stdout, kept } = await cleanedUp(lines, held)
  expect([status, stdout]).toEqual([
    3,
    `removed  note at /notes/1
unclear  ${LEDGER}:4: the line is damaged, and may have noted a member of the run; look for such a member on the target, and delete it
1 unclear; the ledger ${LEDGER} is kept: delete it when no member of the run is left
`,
  ])
  expect(kept).toContain('":2,"creating"')
  expect([...held.keys()]).toEqual(['/notes/2'])
})

/** The entries of a member that the run has created at a path, with a word of the run unless it sends none. */
function created(n: number, path: string, sent: Readonly<Record<string, unknown>>): readonly unknown[] {
  const marks = JSON.stringify(sent).includes(WORD) ? { marks: [WORD] } : {}
  return [
    { n, creating: { ...NOTE, ...marks, wrote: digestsOf(sent) } },
    { n, at: path },
  ]
}

const TOLD =
  'it does not show what the run wrote: another client has created it, or changed it since; if it is of the run, remove it with DELETE'

test('a member under the address of one of the run is kept where it does not show what the run wrote', async () => {
  const held = new Map([
    ['/notes/1', { id: 1, title: 'of a person', slug: 'a' }],
    ['/notes/2', { id: 2, title: 'edited since', slug: 'b' }],
    ['/notes/3', { id: 3, title: `of the run ${WORD}`, slug: 'c' }],
  ])
  const lines = ['a', 'b', 'c'].flatMap((slug, index) =>
    created(index + 1, `/notes/${index + 1}`, { title: WORD, slug }),
  )
  const { status, stdout, asked, kept } = await cleanedUp(lines, held)
  expect([status, stdout]).toEqual([
    3,
    `removed  note at /notes/3
unclear  note at /notes/2: ${TOLD} /notes/2
unclear  note at /notes/1: ${TOLD} /notes/1
2 unclear; the ledger ${LEDGER} is kept: run the command again, or remove by hand what is of the run, then delete the file
`,
  ])
  expect(kept).toBeDefined()
  expect(asked.slice(0, 2)).toEqual(['GET /notes/3', 'DELETE /notes/3'])
  expect(asked.filter((one) => one.startsWith('DELETE'))).toEqual(['DELETE /notes/3'])
})

test('a member without a word of the run is told by the values that the run wrote', async () => {
  const at = '2026-12-02T01:02:03Z'
  const held = new Map([
    ['/notes/1', { id: 1, count: 3, created: at }],
    ['/notes/2', { id: 2, count: 3, created: '2027-01-01T00:00:00Z' }],
    ['/notes/3', { id: 3, count: 4, created: at }],
    ['/notes/4', { id: 4, count: 7, created: at }],
  ])
  const lines = [1, 2, 3, 4].flatMap((n) => [
    ...created(n, `/notes/${n}`, { count: 3 }),
    { n, showed: digestsOf({ id: n, created: at }) },
    ...(n === 4 ? [{ n, wrote: digestsOf({ count: 7 }) }] : []),
  ])
  const { status, stdout } = await cleanedUp(lines, held)
  expect([status, stdout.split('\n').slice(0, 4)]).toEqual([
    3,
    [
      'removed  note at /notes/4',
      'removed  note at /notes/1',
      `unclear  note at /notes/3: ${TOLD} /notes/3`,
      'unclear  note at /notes/2: nothing that it shows tells it from a member of another client; if it is of the run, remove it with DELETE /notes/2',
    ],
  ])
})

test('a member that no read and no list shows is kept', async () => {
  const held = new Map([['/notes/1', { id: 1, title: WORD }]])
  const { list: _, ...unlisted } = NOTE
  const lines = [
    { n: 1, creating: { ...unlisted, marks: [WORD], reads: false } },
    { n: 1, at: '/notes/1' },
  ]
  const { status, stdout, asked } = await cleanedUp(lines, held)
  expect([status, stdout.split('\n')[0]]).toEqual([
    3,
    'unclear  note at /notes/1: the document has no read of it, and the document has no list of it; if it is of the run, remove it with DELETE /notes/1',
  ])
  expect(asked).toEqual([])
  const listed = await cleanedUp([{ n: 1, creating: { ...NOTE, marks: [WORD], reads: false } }, lines[1]], held)
  expect([listed.status, listed.asked.slice(0, 2)]).toEqual([0, ['GET /notes', 'DELETE /notes/1']])
})

test('a state that stands once is restored, unless another client has changed it since', async () => {
  const restore = { method: 'PUT', media: 'application/json', value: { footer: 'of the owner' } }
  const lines = [
    { n: 1, creating: { resource: 'setting', item: '/settings', keys: {}, restore } },
    { n: 1, at: '/settings' },
    { n: 1, wrote: digestsOf({ footer: WORD }) },
  ]
  const left = await cleanedUp(lines, new Map([['/settings', { footer: WORD }]]))
  expect([left.status, left.stdout, left.asked]).toEqual([
    0,
    `restored setting at /settings\nnothing of the run is left on the target; the ledger ${LEDGER} is deleted\n`,
    ['GET /settings', 'PUT /settings'],
  ])
  const edited = await cleanedUp(lines, new Map([['/settings', { footer: 'of a person' }]]))
  expect([edited.status, edited.stdout.split('\n')[0], new Set(edited.asked)]).toEqual([
    3,
    'unclear  setting at /settings: another client has changed footer since; to put it back, send PUT /settings with its first state, which the ledger has under "restore"',
    new Set(['GET /settings']),
  ])
})
