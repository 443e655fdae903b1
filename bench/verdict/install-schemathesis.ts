import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** From PyPI, into a virtual environment outside the repository. It is never a dependency. */
const SCHEMATHESIS = 'schemathesis==4.32.5'

/** Installs Schemathesis below the folder if it is missing, and returns its program. */
export function installSchemathesis(below: string): { readonly program: string } | { readonly reason: string } {
  const folder = join(below, SCHEMATHESIS)
  const program = join(folder, 'bin/schemathesis')
  if (existsSync(program)) return { program }
  process.stderr.write(`installing ${SCHEMATHESIS}\n`)
  const pip = join(folder, 'bin/pip')
  const steps = [
    ['python3', '-m', 'venv', folder],
    [pip, 'install', '--quiet', '--disable-pip-version-check', SCHEMATHESIS],
  ]
  for (const [command = '', ...args] of steps) {
    const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
    if (status !== 0) return { reason: error?.message ?? stderr.trim().split('\n').at(-1) ?? `${command}: ${status}` }
  }
  return { program }
}
