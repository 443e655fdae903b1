import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, untilUp } from './ports.ts'
import type { RunningSubject, Subject } from './subject.ts'

const VERSION = '3.13.0'
const ARTIFACT = `org.wiremock:wiremock-standalone:${VERSION}`

/** WireMock's admin API, with the document of its jar. Needs a JRE and Maven. */
export function wireMock(peers: string): Subject | { readonly reason: string } {
  const jar = join(
    homedir(),
    `.m2/repository/org/wiremock/wiremock-standalone/${VERSION}/wiremock-standalone-${VERSION}.jar`,
  )
  if (!existsSync(jar)) {
    const { status, error } = spawnSync('mvn', ['-q', 'dependency:get', `-Dartifact=${ARTIFACT}`, '-Dtransitive=false'])
    if (status !== 0) return { reason: error?.message ?? `mvn cannot get ${ARTIFACT}` }
  }
  const entry = spawnSync('unzip', ['-p', jar, 'swagger/wiremock-admin-api.json'], { maxBuffer: 2 ** 26 })
  if (entry.status !== 0) return { reason: 'the jar has no swagger/wiremock-admin-api.json' }
  mkdirSync(peers, { recursive: true })
  const document = join(peers, 'wiremock-admin-api.json')
  writeFileSync(document, entry.stdout)
  return {
    name: 'WireMock',
    document,
    principals: {},
    // The operations that stop the server, empty it, or record another one.
    guestOptions: ['--exclude-path-regex', '/(shutdown|reset|recordings|save|import)'],
    scopes: {},
    write: ['*'],
    faults: [],
    variants: [],
    start: () => start(jar),
  }
}

async function start(jar: string): Promise<RunningSubject> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'wiremock-'))
  const args = ['-jar', jar, '--port', String(port), '--bind-address', '127.0.0.1', '--root-dir', folder]
  const child = spawn('java', args, { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  await untilUp(`${url}/__admin/health`)
  return {
    url,
    async held() {
      const { meta } = (await (await fetch(`${url}/__admin/mappings`)).json()) as {
        readonly meta: { readonly total: number }
      }
      const files = (await (await fetch(`${url}/__admin/files`)).json()) as readonly string[]
      return meta.total + files.length
    },
    async close() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
