import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { served } from '../http/served.test-support.ts'
import { conform, folder } from './conform.test-support.ts'

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
unclear  ${LEDGER}:4: the line cannot be read, and may tell of a member that is still there; look for it on the target
1 unclear; the ledger ${LEDGER} is kept: run the command again, or remove by hand what is of the run, then delete the file
`,
  ])
  expect(kept).toContain('":2,"creating"')
  expect([...held.keys()]).toEqual(['/notes/2'])
})
