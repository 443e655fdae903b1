import { existsSync, readFileSync } from 'node:fs'
import { type Compiled, compiledPath, digestOf } from './compiled.ts'

/** True if the compiled form of a contract was made of the files as they are, by the code with this digest. */
export function isUpToDate(name: string, code: string): boolean {
  const [data, validators] = [compiledPath(name, 'json'), compiledPath(name, 'cjs')]
  if (!existsSync(data) || !existsSync(validators)) return false
  const compiled = JSON.parse(readFileSync(data, 'utf8')) as Partial<Compiled>
  return compiled.code === code && compiled.inputs !== undefined && compiled.digest === digestOf(compiled.inputs)
}
