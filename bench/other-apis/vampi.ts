import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, untilUp } from './ports.ts'
import { pythonEnvironment } from './python-environment.ts'
import type { RunningSubject, Subject } from './subject.ts'

const START = `
import os, sys
sys.path.insert(0, os.getcwd())
from config import vuln_app
vuln_app.run(host='127.0.0.1', port=int(sys.argv[1]), debug=False)
`

/**
 * VAmPI, an API that is vulnerable on purpose, from a checkout of github.com/erev0s/VAmPI at `folder`. Without its vulnerabilities
 * it is the server that a tool should not accuse.
 */
export function vampi(folder: string | undefined): Subject | { readonly reason: string } {
  if (folder === undefined || !existsSync(join(folder, 'requirements.txt')))
    return { reason: '--vampi names no checkout of it' }
  const environment = pythonEnvironment(join(folder, '.venv'), ['-r', join(folder, 'requirements.txt')])
  if ('reason' in environment) return environment
  const { python } = environment
  return {
    name: 'VAmPI',
    document: join(folder, 'openapi_specs/openapi3.yml'),
    principals: {},
    guestOptions: ['--exclude-path', '/createdb'],
    scopes: {},
    write: ['*'],
    faults: ['vulnerable'],
    variants: [],
    start: (deviation) => start(folder, python, deviation),
  }
}

async function start(checkout: string, python: string, deviation: string | undefined): Promise<RunningSubject> {
  const folder = mkdtempSync(join(tmpdir(), 'vampi-'))
  cpSync(checkout, folder, { recursive: true, filter: (path) => !path.includes('.venv') && !path.includes('.git') })
  const port = await freePort()
  const environment = { ...process.env, vulnerable: deviation === undefined ? '0' : '1', tokentimetolive: '3600' }
  const child = spawn(python, ['-c', START, String(port)], { cwd: folder, stdio: 'ignore', env: environment })
  const url = `http://127.0.0.1:${port}`
  await untilUp(`${url}/`)
  await fetch(`${url}/createdb`)
  return {
    url,
    async held() {
      const { users } = (await (await fetch(`${url}/users/v1`)).json()) as { readonly users: readonly unknown[] }
      const { Books } = (await (await fetch(`${url}/books/v1`)).json()) as { readonly Books: readonly unknown[] }
      return users.length + Books.length - 6
    },
    async close() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
