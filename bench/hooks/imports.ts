import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'

/**
 * Imported before a process whose imports are asked for: the debugger's own protocol names each script that the engine compiles,
 * whether an ES module or CommonJS.
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
