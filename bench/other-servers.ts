import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { CONFORM, PROJECT } from './contestants.ts'
import { freePort } from './other-apis/ports.ts'
import { install, type Peer, PRISM, SCALAR } from './peers.ts'
import { GROUP } from './workload/item.ts'

/**
 * Runs the suite against two mock servers of other authors, which serve our OpenAPI document. docs/other-servers.md explains the
 * results. `--serve` only starts the servers. Arguments after `--` go to `conform run`.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    serve: { type: 'boolean', default: false },
    peers: { type: 'string', default: join(tmpdir(), 'conformance-bench-peers') },
  },
})

interface Mock {
  readonly peer: Peer
  /** The arguments of the start command, for an installation folder and a port. */
  readonly args: (folder: string, port: number) => readonly string[]
}

const DOCUMENT = join(PROJECT, 'specs/integrations/openapi.yaml')

const MOCKS: readonly Mock[] = [
  {
    peer: PRISM,
    args: (folder, port) => [
      join(folder, 'node_modules/@stoplight/prism-cli/dist/index.js'),
      'mock',
      '--port',
      String(port),
      DOCUMENT,
    ],
  },
  {
    peer: SCALAR,
    args(folder, port) {
      const file = join(folder, 'start.mjs')
      writeFileSync(file, SCALAR_START)
      return [file, String(port), DOCUMENT]
    },
  },
]

const SCALAR_START = `
import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { createMockServer } from '@scalar/mock-server'

const [port, document] = process.argv.slice(2)
const { fetch } = await createMockServer({ specification: readFileSync(document, 'utf8') })
serve({ fetch, port: Number(port), hostname: '127.0.0.1' })
`

const chosen = MOCKS.filter(({ peer }) => options.only === undefined || options.only === peer.name)
if (options.serve) await Promise.all(chosen.map(visit))
else for (const mock of chosen) await visit(mock)

async function visit({ peer, args }: Mock): Promise<void> {
  const installed = install(peer, options.peers)
  if ('reason' in installed) {
    process.stdout.write(`${peer.name} is not there: ${installed.reason}\n`)
    process.exitCode = 1
    return
  }
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, args(installed.folder, port), { stdio: 'ignore' })
  process.once('SIGTERM', () => server.kill())
  try {
    await isUp(origin)
    process.stdout.write(`\n${peer.packages[0]} at ${origin}\n`)
    if (options.serve) await ended(server)
    else process.stdout.write(`conform run ended with ${await conform(origin, installed.folder)}\n`)
  } finally {
    server.kill()
  }
}

/** Any bearer token works. Both servers need one, because the document demands credentials. */
async function conform(origin: string, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true })
  const config = join(folder, 'conform.config.yaml')
  writeFileSync(config, 'principals:\n  owner: { bearer: any-token-will-do }\n')
  const args = [CONFORM, 'run', '--config', config, '--target', origin, '--group-id', GROUP, ...positionals]
  return ended(spawn(process.execPath, args, { stdio: 'inherit', cwd: PROJECT }))
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? -1)))
}

async function isUp(origin: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    try {
      await fetch(origin)
      return
    } catch {
      await sleep(100)
    }
  }
  throw new Error(`nothing answers at ${origin}`)
}
