import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'

/**
 * Preloaded into a process to list its imports: the protocol of the debugger names each script that the engine compiles,
 * both ES modules and CommonJS.
 */
const file = process.env['BENCH_IMPORTS']
if (file !== undefined) {
  const scripts: string[] = []
  const session = new Session()
  session.connect()
  session.on('Debugger.scriptParsed', ({ params }) => scripts.push(params.url))
  session.post('Debugger.enable')
  process.on('exit', () => writeFileSync(file, JSON.stringify(scripts)))
}
