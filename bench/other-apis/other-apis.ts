import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { installSchemathesis } from '../verdict/install-schemathesis.ts'
import { countingProxy } from './counting-proxy.ts'
import { fireGuest } from './fire-guest.ts'
import { fireLaws } from './fire-laws.ts'
import { jupyterHub } from './jupyterhub.ts'
import type { Measured } from './measured.ts'
import { ownSubjects } from './own-subjects.ts'
import { renderMeasured, renderMissed } from './render-measured.ts'
import type { Subject } from './subject.ts'
import { vampi } from './vampi.ts'
import { wireMock } from './wiremock.ts'

/**
 * Fires `conform run --openapi` and Schemathesis at APIs of others and at the three of fixtures/apis, with each of their faults and
 * variants. `--keep FILE` keeps what was measured: only what is missing is measured again.
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    tool: { type: 'string', default: '' },
    /** A fault or a variant, or `none` for the server that conforms. */
    deviation: { type: 'string', default: '' },
    keep: { type: 'string' },
    /** Checkouts of github.com/erev0s/VAmPI and github.com/jupyterhub/jupyterhub. */
    vampi: { type: 'string' },
    jupyterhub: { type: 'string' },
    markdown: { type: 'boolean', default: false },
    peers: { type: 'string', default: join(tmpdir(), 'conformance-bench-peers') },
  },
})

type Fire = (at: {
  readonly subject: Subject
  readonly url: string
  readonly folder: string
}) => Promise<Pick<Measured, 'failures' | 'warnings' | 'seconds'>>

const folder = mkdtempSync(join(tmpdir(), 'conformance-other-apis-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(3))

const measured: Measured[] = kept()
const subjects = (await gather()).filter(({ name }) => options.only === '' || options.only.split(',').includes(name))
const tools = chooseTools()
for (const subject of subjects)
  for (const [tool, fire] of tools)
    for (const deviation of [undefined, ...subject.faults, ...subject.variants])
      if (options.deviation === '' || options.deviation === (deviation ?? 'none'))
        await measure(tool, fire, { subject, deviation })
process.stderr.write('\n')
if (options.markdown) process.stdout.write(`${renderMeasured(measured, subjects)}\n${renderMissed(measured, subjects)}`)
else process.stdout.write(`${JSON.stringify(measured, undefined, 2)}\n`)

async function gather(): Promise<readonly Subject[]> {
  const guests = [wireMock(options.peers), vampi(options.vampi), jupyterHub(options.jupyterhub, options.peers)]
  for (const guest of guests) if ('reason' in guest) process.stderr.write(`not there: ${guest.reason}\n`)
  return [...(await ownSubjects()), ...guests.filter((guest): guest is Subject => !('reason' in guest))]
}

function chooseTools(): readonly (readonly [string, Fire])[] {
  mkdirSync(options.peers, { recursive: true })
  const guest = installSchemathesis(options.peers)
  if ('reason' in guest) process.stderr.write(`not there: schemathesis: ${guest.reason}\n`)
  const all: readonly (readonly [string, Fire])[] = [
    ['conform', fireLaws],
    ...('program' in guest
      ? [['Schemathesis', (at: Parameters<Fire>[0]) => fireGuest(guest.program, at)] as const]
      : []),
  ]
  return all.filter(([name]) => options.tool === '' || options.tool === name)
}

/** Each run has a server of its own. */
async function measure(
  tool: string,
  fire: Fire,
  { subject, deviation }: { readonly subject: Subject; readonly deviation: string | undefined },
): Promise<void> {
  if (measured.some((one) => one.tool === tool && one.api === subject.name && one.deviation === deviation)) return
  const server = await subject.start(deviation)
  const proxy = await countingProxy(server.url)
  const files = mkdtempSync(join(folder, 'run-'))
  const before = await server.held()
  try {
    const fired = await fire({ subject, url: proxy.url + (subject.basePath ?? ''), folder: files })
    const left = (await server.held()) - before
    const named = deviation === undefined ? {} : { deviation }
    keep({ tool, api: subject.name, ...named, ...fired, requests: proxy.requests(), left })
  } finally {
    proxy.close()
    await server.close()
  }
}

function kept(): Measured[] {
  const { keep: file } = options
  if (file === undefined || !existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Measured)
}

function keep(one: Measured): void {
  measured.push(one)
  if (options.keep !== undefined) appendFileSync(options.keep, `${JSON.stringify(one)}\n`)
  process.stderr.write('.')
}
