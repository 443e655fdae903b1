import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadBundle } from '../bundle/load-bundle.ts'
import type { Proof } from '../prove/proof.ts'
import { TOOL } from '../source/tool.ts'
import { conform, folder } from './conform.test-support.ts'
import { KNOWN_SERVERS } from './prove/known-servers.ts'
import { pathOfPage, PUBLISHED_PAGES, renderPublishedPages } from './prove/published-pages.ts'
import { readRecord, recordTexts } from './prove/record-files.ts'

test('a proof that is narrowed to a fault and a case says whether the one kills the other', async () => {
  const cwd = folder()
  const overlapping = ['--fault', 'masks.not-at-*', '--fault', 'masks.not-at-all']
  const narrowed = ['prove', ...overlapping, '--case', 'create.full', '--threads', '1']
  const { status, stdout, stderr } = await conform([...narrowed, '--json', 'proof.json', '--page', 'proof.md'], { cwd })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(
    /^faults {8}1: 1 killed; half of them within \d+ requests\nentries {7}1: 1 kill at least one fault\n/,
  )
  expect(stdout).toMatch(/\n✔ PROVED\n$/)
  const proof = JSON.parse(readFileSync(join(cwd, 'proof.json'), 'utf8')) as Proof
  expect(proof.faults).toMatchObject([{ id: 'masks.not-at-all', killed: true, level: 'must' }])
  expect(readFileSync(join(cwd, 'proof.md'), 'utf8')).toContain(
    '| `masks.not-at-all` | Keys are shown as they were sent. |',
  )
})

test('a proof of faults with several needs counts them, and its JSON has the need and the source of each', async () => {
  const cwd = folder()
  const two = ['--fault', 'malformed-json.comments', '--fault', 'deletes.deleted-still-conflicts']
  const { status, stdout } = await conform(['prove', ...two, '--json', 'proof.json', '--threads', '1'], { cwd })
  expect(status).toBe(0)
  expect(stdout).toMatch(/^faults .*\nneeds {9}history 1 of 1, value 1 of 1\nentries /)
  const proof = JSON.parse(readFileSync(join(cwd, 'proof.json'), 'utf8')) as Proof
  expect(proof.faults).toMatchObject([
    { id: 'malformed-json.comments', needs: 'value', source: expect.stringMatching(/^https:/) },
    { id: 'deletes.deleted-still-conflicts', needs: 'history' },
  ])
  expect(proof.needs).toEqual([
    { needs: 'history', faults: 1, killed: 1 },
    { needs: 'value', faults: 1, killed: 1 },
  ])
})

test('a proof that is narrowed to a server says whether it is judged rightly', async () => {
  const narrowed = ['prove', '--server', 'empty-list', '--case', 'list.empty', '--threads', '1']
  const { status, stdout, stderr } = await conform([...narrowed, '--json', 'proof.json'], { cwd: folder() })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^null servers {2}1: 1 pass nothing that they may not\n/)
})

test('each property is fired once at each of several seeds, at the servers in turn', async () => {
  const narrowed = ['--server', 'reference', '--server', 'masks.keys-without-tail', '--case', 'property.any-page']
  const { status, stdout, stderr } = await conform(['prove', '--seeds', '3-5', ...narrowed, '--threads', '1'])
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(
    /^3 seeds, 1 property, 2 servers\n3 firings, 0 skipped, with \d+ requests: .* of all threads together\n✔ PROVED\n$/,
  )
})

test('the list has each fault with its violated requirement', async () => {
  const { status, stdout } = await conform(['prove', '--list', '--fault', 'masks.*'])
  expect(status).toBe(0)
  expect(stdout).toMatch(/^masks\.[a-z-]+ +[A-Z].*\. \([a-z-]+\)$/m)
})

test.each([
  ['corners.teams-is-open', ['credentials.teams-is-open']],
  ['corners.*-is-open', ['credentials.teams-is-open', 'credentials.pretty-update-is-open']],
])('a fault is found by its former id %s, with a hint', async (former, ids) => {
  const { status, stdout, stderr } = await conform(['prove', '--list', '--fault', former])
  expect(status).toBe(0)
  expect(stdout.match(/^\S+/gm)).toEqual(ids)
  const hints = ids.map((id) => `the fault "${id.replace('credentials', 'corners')}" is now called "${id}"\n`)
  expect(stderr).toBe(hints.join(''))
})

test('a pattern that matches ids of today is not held against former ids', async () => {
  const { stdout, stderr } = await conform(['prove', '--list', '--fault', '*.teams-is-open'])
  expect(stdout.match(/^\S+/gm)).toEqual(['credentials.teams-is-open'])
  expect(stderr).toBe('')
})

test('each fault in reach has an entry in a record; the listed commands add missing entries', () => {
  const { faults } = readRecord()
  const inReach = KNOWN_SERVERS.filter(({ kind, outOfReach }) => kind === 'fault' && outOfReach === undefined)
  const missing = inReach.filter(({ id }) => faults[id] === undefined)
  expect(missing.map(({ id }) => `npx conform prove --fault ${id} --update`)).toEqual([])
})

test.each(PUBLISHED_PAGES)('%s is rendered from the records of today', async (page) => {
  const bundle = await loadBundle(TOOL.contract)
  const isStale = readFileSync(pathOfPage(page), 'utf8') !== renderPublishedPages(readRecord(), bundle).get(page)
  expect(isStale && `${page} is stale; npx conform prove --render`).toBe(false)
})

test('each record file has the layout that --update writes', () => {
  for (const [file, text] of recordTexts(readRecord())) expect(readFileSync(file, 'utf8'), file).toBe(text)
})

test('no two servers have the same id', () => {
  expect(new Set(KNOWN_SERVERS.map(({ id }) => id)).size).toBe(KNOWN_SERVERS.length)
})

test.each([
  [['--fault', 'masks.not-at-al'], '"masks.not-at-al" matches no fault; did you mean "masks.not-at-all"?'],
  [['--server', 'empty-lst'], '"empty-lst" matches no server; did you mean "empty-list"?'],
  [['--case', 'nothing'], '"nothing" matches no case'],
  [['--update', '--full', '--fault', 'masks.*'], '--full --update takes neither --fault, --server nor --case'],
  [['--update', '--server', 'empty-list'], '--update takes no --server'],
  [['--update', '--case', 'read.absent', '--fault', 'masks.*'], '--update takes --case or --fault, not both'],
  [
    ['--seeds', '5-4'],
    '--seeds takes a seed from 0 to 9999999999, or a range of at most 10000 such as 1-200, not "5-4"',
  ],
  [['--seeds', '1', '--fault', 'masks.*'], '--seeds takes no --fault'],
  [['--seeds', '1', '--server', 'empty-list'], '--seeds fires at the reference and its variants, and none is selected'],
  [['--seeds', '1', '--case', 'read.absent'], '--seeds fires properties, and no selected case is one'],
  [['--folds'], '--folds needs the budget that cuts the runs; add --budget LIMIT'],
  [['--list', '--json', 'a.json'], "option '--list' cannot be used with option '--json <file>'"],
  [['--render', '--update'], "option '--render' cannot be used with option '--update'"],
  [['--budget', '2r', '--page', 'a.md'], "option '--budget <limit>' cannot be used with option '--page <file>'"],
  [['--threads', '0'], '--threads takes a whole number from 1 to 256, not "0"'],
  [['--json', 'left-behind.json', '--runs', '0'], '--runs takes a whole number from 1 to 999999999'],
  [['--json', '/nowhere/at/all.json'], 'the folder /nowhere/at does not exist'],
])('%j is a mistake of the user, reported before a request is sent', async (flags, sentence) => {
  const cwd = folder()
  const { status, stdout, stderr } = await conform(['prove', ...flags], { cwd })
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain(sentence)
  expect(readdirSync(cwd)).toEqual([])
})
