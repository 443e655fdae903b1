import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gather } from './contestants.ts'
import { compete } from './compete.ts'
import { startServer } from './server-process.ts'
import { measureStartUp, needlessImports } from './start-up.ts'
import { renderStartUp, renderWork } from './tables.ts'

/** Measures the built package and comparable tools in one process, and prints ratios. See README.md in this folder. */
const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    sizes: { type: 'string', default: '60,600,6000' },
    only: { type: 'string', default: '' },
    peers: { type: 'string', default: join(tmpdir(), 'conformance-bench-peers') },
    json: { type: 'string' },
  },
})

const runs = Number(options.runs)
const sizes = options.sizes.split(',').map(Number)
mkdirSync(options.peers, { recursive: true })
const { contestants, missing } = gather(options.peers, options.only)
const folder = mkdtempSync(join(tmpdir(), 'conformance-bench-'))
const server = await startServer()
const stop = (): void => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (stop(), process.exit(3)))
try {
  const startUp = await measureStartUp({ runs, server, folder })
  process.stdout.write(`${renderStartUp(startUp)}\n`)
  for (const sentence of needlessImports(startUp)) {
    process.exitCode = 1
    process.stdout.write(`a target is missed: ${sentence}\n`)
  }
  const scores = await compete(contestants, { runs, sizes, server, folder })
  process.stdout.write(`${renderWork(scores, sizes)}\n`)
  for (const line of missing) process.stdout.write(`not there: ${line}\n`)
  if (options.json !== undefined)
    writeFileSync(
      options.json,
      `${JSON.stringify({ node: process.version, runs, startUp, scores, missing }, null, 2)}\n`,
    )
} finally {
  stop()
}
