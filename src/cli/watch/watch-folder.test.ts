import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { folder } from '../conform.test-support.ts'
import { watchFolder } from './watch-folder.ts'
import { watchIgnores } from './watch-ignores.ts'

function watched(flags: Partial<Parameters<typeof watchIgnores>[1]> = {}) {
  const root = folder()
  const changes: string[] = []
  for (const name of ['src', 'node_modules', '.git']) mkdirSync(join(root, name))
  const ignored = watchIgnores(root, { level: 'must', ...flags })
  const watching = watchFolder(root, { ignored, onChange: (path) => changes.push(path) })
  onTestFinished(watching.close)
  const next = async (): Promise<string | undefined> => {
    for (let looks = 0; looks < 500 && changes.length === 0; looks += 1) await sleep(10)
    return changes.shift()
  }
  return { root, changes, next, watching }
}

test('a change in a folder is told once, with the first path', async () => {
  const { root, next, changes } = watched()
  const file = join(root, 'src', 'server.js')
  for (let count = 0; count < 5; count += 1) appendFileSync(file, 'x')
  expect(await next()).toBe(file)
  expect(changes).toEqual([])
})

test('a folder that is created later is watched too, also after it was replaced', async () => {
  const { root, next } = watched()
  const later = join(root, 'src', 'later')
  for (let count = 0; count < 2; count += 1) {
    mkdirSync(join(later, 'deep'), { recursive: true })
    expect(await next()).toBe(later)
    writeFileSync(join(later, 'deep', 'x.js'), '')
    expect(await next()).toBe(join(later, 'deep', 'x.js'))
    rmSync(later, { recursive: true })
    expect(await next()).toMatch(/later/)
    await sleep(150)
  }
})

test('modules, version control, editors and files of runs are no changes', async () => {
  const { root, next } = watched({ reporter: ['spec', `json=${join('/tmp', 'x.json')}`] })
  const quiet = ['node_modules/a.js', '.git/index', 'src/.a.js.swp', 'conform.ledger.x.jsonl', 'conform.last.x.g.json']
  for (const name of quiet) writeFileSync(join(root, name), '')
  writeFileSync(join(root, '.conform-0a.tmp'), '')
  await sleep(250)
  writeFileSync(join(root, 'src', 'told.js'), '')
  expect(await next()).toBe(join(root, 'src', 'told.js'))
})

test('the reports and the ledger of the flags are ignored', () => {
  const ignored = watchIgnores('.', { level: 'must', reporter: ['json=out/report.json'], ledger: 'mine.jsonl' })
  expect(['out/report.json', './mine.jsonl', 'out/other.json'].map(ignored)).toEqual([true, true, false])
})

test('nothing is told after the end, and a folder must exist', async () => {
  const { root, changes, watching } = watched()
  writeFileSync(join(root, 'src', 'a.js'), '')
  watching.close()
  await sleep(200)
  expect(changes).toEqual([])
  const refused = (): unknown => watchFolder(join(root, 'none'), { ignored: () => false, onChange: () => undefined })
  expect(refused).toThrow(/^--watch needs a folder, and ".*none" is none; patterns of cases come before --watch$/)
})
