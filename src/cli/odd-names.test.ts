import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { served } from '../http/served.test-support.ts'
import type { Report } from '../report/report.ts'
import { conform, type Ended, folder } from './conform.test-support.ts'

// Each call starts the built command, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

/** Boxes with names of all forms, and a filter by each. */
const DOCUMENT = `openapi: 3.1.0
info: { title: boxes, version: '1' }
paths:
  /boxes:
    get:
      parameters:
        - { name: shelfNo, in: query, description: Only boxes of this shelf., schema: { type: string } }
        - { name: row_no, in: query, description: Only boxes of this row., schema: { type: string } }
        - { name: '@type', in: query, description: Only boxes of this type., schema: { type: string } }
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &box { $ref: '#/components/schemas/Box' } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *box } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *box } } }, '400': &no { description: no } } }
  /boxes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Box:
      type: object
      required: [ shelfNo ]
      properties:
        id: { type: integer, readOnly: true }
        shelfNo: { type: string, minLength: 2, maxLength: 20 }
        row_no: { type: string, maxLength: 20 }
        '@type': { type: string, maxLength: 20 }
`

/** A server that keeps what it is sent, and ignores all filters. */
async function serveBoxes(): Promise<string> {
  const boxes = new Map<number, object>()
  let last = 0
  return served((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const [, id] = /^\/boxes\/(\d+)$/.exec(request.url ?? '') ?? []
      const isCreate = id === undefined && request.method === 'POST'
      if (isCreate) boxes.set((last += 1), { ...(JSON.parse(body) as object), id: last })
      const found = id === undefined && !isCreate ? [...boxes.values()] : boxes.get(isCreate ? last : Number(id))
      const isDelete = request.method === 'DELETE' && boxes.delete(Number(id))
      response.writeHead(found === undefined ? 404 : isCreate ? 201 : isDelete ? 204 : 200, {
        'content-type': 'application/json',
      })
      response.end(isDelete ? undefined : JSON.stringify(found ?? {}))
    })
  })
}

test('commands take a report whose signatures have names of parameters and keywords', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'boxes.yaml'), DOCUMENT)
  const call = (...args: readonly string[]): Promise<Ended> => conform(args, { cwd })
  const laws = ['law.filters-filter', 'law.invalid-create-is-refused']
  const at = ['--openapi', 'boxes.yaml', '--target', await serveBoxes(), '--write', '*', '--seed', '1']
  await call('run', ...laws, ...at, '--reporter', 'json=report.json')
  const text = readFileSync(join(cwd, 'report.json'), 'utf8')
  const { causes, results } = JSON.parse(text) as Report
  const signatures = results.flatMap(({ findings }) => findings.map(({ signature }) => signature))
  for (const name of ['shelfNo', 'row_no', '@type']) expect(signatures).toContain(`not-by-${name}`)
  expect(signatures).toContain('accepted-minLength')

  // A name in a document may have any characters.
  writeFileSync(join(cwd, 'odd.json'), text.replaceAll('by-row_no', String.raw`by-$$ref/zwei Größen\n📦`))
  for (const file of ['report.json', 'odd.json']) {
    const written = await call('baseline', file, '--openapi', 'boxes.yaml', '--baseline', `${file}.yaml`)
    expect([written.status, written.stderr]).toEqual([0, ''])
    expect(written.stdout).toContain(`: ${causes.length} entries for`)
    const again = await call('baseline', file, '--openapi', 'boxes.yaml', '--baseline', `${file}.yaml`)
    expect(again.stdout).toContain(`(0 added, ${causes.length} kept, 0 removed)`)
    const failed = await call('run', '--failed', '--report', file, ...at)
    expect(failed.status).toBe(1)
    expect(failed.stderr).toMatch(/^Gone since the run of .*: nothing\. Left: \d+ causes\. New: \d+\.\n$/)
  }
  expect(await call('diff', 'report.json', 'odd.json')).toMatchObject({ stderr: '' })
  expect(await call('matrix', 'odd.json')).toMatchObject({ status: 0, stderr: '' })
  expect((await call('merge', 'odd.json')).stderr).not.toContain('is not a report')
  const known = await call('run', ...laws, ...at, '--baseline', 'report.json.yaml')
  expect([known.status, known.stderr]).toEqual([0, ''])
})
