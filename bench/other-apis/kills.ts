import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CONFORM } from '../contestants.ts'
import { table } from '../tables.ts'
import { runTool } from '../verdict/run-tool.ts'
import { countingProxy } from './counting-proxy.ts'
import { lawArguments } from './fire-laws.ts'
import { ownSubjects } from './own-subjects.ts'
import type { Subject } from './subject.ts'

/**
 * Kills runs of laws without a warning, each after another number of requests, and looks whether `conform cleanup` removes what they
 * left.
 */
const { values: options } = parseArgs({
  options: { only: { type: 'string', default: '' }, kills: { type: 'string', default: '10' } },
})

interface Killed {
  readonly after: number
  readonly held: number
  readonly left: number
  readonly cleanup: number | undefined
}

const subjects = (await ownSubjects()).filter(({ name }) => options.only === '' || options.only === name)
const rows: (readonly string[])[] = []
for (const subject of subjects) {
  const killed: Killed[] = []
  for (let n = 0; n < Number(options.kills); n += 1) killed.push(await kill(subject, 3 + n * 7))
  process.stderr.write(`${JSON.stringify(killed)}\n`)
  const held = killed.filter((one) => one.held > 0).length
  const left = killed.reduce((sum, one) => sum + one.left, 0)
  const failed = killed.filter(({ cleanup }) => cleanup !== 0).length
  rows.push([subject.name, String(killed.length), String(held), String(failed), String(left)])
}
process.stdout.write(table(['API', 'runs killed', 'left members', 'clean-ups that failed', 'members after it'], rows))

async function kill(subject: Subject, after: number): Promise<Killed> {
  const server = await subject.start()
  const proxy = await countingProxy(server.url)
  const folder = mkdtempSync(join(tmpdir(), 'conformance-kills-'))
  const config = join(folder, 'conform.config.yaml')
  writeFileSync(config, JSON.stringify({ principals: subject.principals }))
  try {
    const args = [CONFORM, 'run', ...lawArguments(subject, { url: proxy.url, config }), '--quiet']
    const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' })
    const ended = once(child, 'exit')
    await Promise.race([ended, proxy.passed(after)])
    child.kill('SIGKILL')
    await ended
    const held = await server.held()
    const cleanup = [CONFORM, 'cleanup', '--target', proxy.url, '--config', config]
    const { status } = await runTool(process.execPath, cleanup, folder)
    return { after, held, left: await server.held(), cleanup: status }
  } finally {
    proxy.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
