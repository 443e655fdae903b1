import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from './measure.ts'

/** The number of files that a command loads from each package, in descending order; `own` is this package. */
export async function importsOf(args: readonly string[], cwd: string): Promise<readonly (readonly [string, number])[]> {
  const file = join(tmpdir(), `bench-imports-${process.pid}.json`)
  const hook = new URL('hooks/imports.js', import.meta.url).href
  await start({ args: ['--import', hook, ...args], cwd, env: { BENCH_IMPORTS: file } })
  const scripts = JSON.parse(readFileSync(file, 'utf8')) as string[]
  rmSync(file, { force: true })
  const counts = new Map<string, number>()
  for (const name of scripts.map(packageOf)) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].toSorted(([, one], [, other]) => other - one)
}

function packageOf(url: string): string | undefined {
  const inside = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]
  if (inside !== undefined) return inside
  return url.includes('/dist/') ? 'own' : undefined
}
