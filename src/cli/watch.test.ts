import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { faults } from '../../fixtures/faults/index.ts'
import { createReference } from '../../fixtures/reference/reference.ts'
import { closedPort, served } from '../http/served.test-support.ts'
import { COMMAND, conform, folder, started } from './conform.test-support.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'
const WAITING = 'waiting for a change of src'

/** A watched run in a folder with `src`, and what it has printed. */
function watch(parameters: readonly string[], cwd = folder()) {
  mkdirSync(join(cwd, 'src'), { recursive: true })
  const child = started(['run', ...parameters, '--group-id', GROUP, '--watch', 'src'], { cwd })
  const printed = { out: '', err: '' }
  child.stdout?.on('data', (chunk: Buffer) => (printed.out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (printed.err += chunk.toString()))
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
  const waits = (): number => printed.err.split(WAITING).length - 1
  const rounds = async (count: number): Promise<void> => {
    while (waits() < count && child.exitCode === null) await sleep(20)
  }
  const change = (): void => writeFileSync(join(cwd, 'src', 'server.js'), String(Math.random()))
  return { cwd, child, printed, closed, rounds, change }
}

async function broken(fault: string) {
  const overrides = faults.find(({ id }) => id === fault)?.overrides
  const servers = [
    createReference({ groups: [GROUP], ...(overrides && { overrides }) }),
    createReference({ groups: [GROUP] }),
  ]
  const state = { mended: 0 }
  const url = await served((request, response) => void servers[state.mended]?.handle(request, response))
  return { url, state }
}

test('a change fires again, failed cases first; the end has the status of the last round', async () => {
  const { url, state } = await broken('statuses.conflict-overwrites')
  const cases = ['create.minimal', 'create.twice', 'create.full']
  const { child, printed, closed, rounds, change } = watch([...cases, '--target', url, '--verbose'])
  // The case that shows a cause stands a second time in the block of the cause.
  const order = (): readonly string[] => [
    ...new Set([...printed.out.matchAll(/^. (?:PASS|FAIL) (\S+)/gm)].map(([, id = '']) => id)),
  ]
  const failedFirst = (): boolean =>
    order()
      .slice(0, 9)
      .every((id) => id.startsWith('create.twice['))
  await rounds(1)
  expect([order().length, failedFirst()]).toEqual([27, false])
  const [first] = /seed \d+/.exec(printed.out) ?? []
  printed.out = ''
  change()
  await rounds(2)
  expect(printed.err).toContain(`changed: ${join('src', 'server.js')}`)
  expect([order().length, failedFirst()]).toEqual([27, true])
  expect(printed.out).toContain(String(first))
  state.mended = 1
  change()
  await rounds(3)
  child.kill('SIGINT')
  expect(await closed).toBe(0)
  expect(printed.out).toContain('✔ SELECTION CONFORMS')
})

test('a change during a round ends the round with its clean-up, and fires again', async () => {
  const reference = createReference({ groups: [GROUP] })
  let updates = 0
  const watched = { change: (): void => undefined }
  const url = await served((request, response) => {
    if (request.method === 'PUT') updates += 1
    if (request.method !== 'PUT' || updates > 1) return void reference.handle(request, response)
    watched.change()
    setTimeout(() => void reference.handle(request, response), 600)
  })
  const { cwd, child, printed, closed, rounds, change } = watch(['update.full[SLACK]', '--target', url])
  watched.change = change
  await rounds(1)
  child.kill('SIGTERM')
  expect(await closed).toBe(0)
  expect(updates).toBe(2)
  expect(printed.out.split('✔ SELECTION CONFORMS')).toHaveLength(2)
  expect(printed.out).not.toContain('INCONCLUSIVE')
  expect(readdirSync(cwd).filter((name) => name.startsWith('conform.ledger'))).toEqual([])
})

test('with --start, each round starts the server again', async () => {
  const url = await closedPort()
  const server = `echo start >> starts; '${process.execPath}' '${COMMAND}' serve --port ${new URL(url).port}`
  const { cwd, child, closed, rounds, change } = watch(['create.minimal[SLACK]', '--target', url, '--start', server])
  await rounds(1)
  change()
  await rounds(2)
  child.kill('SIGINT')
  expect(await closed).toBe(0)
  expect(readFileSync(join(cwd, 'starts'), 'utf8')).toBe('start\nstart\n')
})

test('an interruption of a round ends the watch; a mistake of the first round too', async () => {
  const reference = createReference({ groups: [GROUP] })
  const watched = { stop: (): void => undefined }
  const url = await served((request, response) => {
    if (request.method === 'PUT') watched.stop()
    void reference.handle(request, response)
  })
  const { child, printed, closed } = watch(['update.full[SLACK]', '--target', url])
  watched.stop = () => void child.kill('SIGINT')
  expect(await closed).toBe(3)
  expect(printed.err).toContain('interrupted: the run cleans up')
  expect(printed.out).toContain('interrupted')
  const mistake = watch(['update.none', '--target', url])
  expect(await mistake.closed).toBe(2)
  expect((await conform(['run', '--watch', 'none'], { cwd: folder() })).status).toBe(2)
})

test('after a mistake in a later round, the next change tries again', async () => {
  const { url } = await broken('statuses.conflict-overwrites')
  const { cwd, child, printed, closed, rounds, change } = watch(['create.minimal[SLACK]', '--target', url])
  await rounds(1)
  writeFileSync(join(cwd, 'conform.config.yaml'), 'timout: 1s\n')
  change()
  await rounds(2)
  expect(printed.err).toContain('unknown key "timout"')
  writeFileSync(join(cwd, 'conform.config.yaml'), 'timeout: 9s\n')
  change()
  await rounds(3)
  child.kill('SIGINT')
  expect(await closed).toBe(0)
})
