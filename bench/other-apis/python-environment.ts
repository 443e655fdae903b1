import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** A virtual environment in a folder, with what pip is told to install. Returns its interpreter. */
export function pythonEnvironment(
  folder: string,
  install: readonly string[],
): { readonly python: string } | { readonly reason: string } {
  const python = join(folder, 'bin/python')
  if (existsSync(python)) return { python }
  const steps = [
    ['python3', '-m', 'venv', folder],
    [join(folder, 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', ...install],
  ]
  for (const [command = '', ...args] of steps) {
    const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' })
    if (status !== 0) return { reason: error?.message ?? stderr.trim().split('\n').at(-1) ?? command }
  }
  return { python }
}
