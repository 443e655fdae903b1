import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, untilUp } from './ports.ts'
import { pythonEnvironment } from './python-environment.ts'
import type { RunningSubject, Subject } from './subject.ts'

const PACKAGE = 'jupyterhub==6.1.1'
const TOKEN = 'tester-3f9a1c7e5b2d4860'

const PROXY = `
from jupyterhub.proxy import Proxy

class NoProxy(Proxy):
    should_start = False
    async def add_route(self, *args): pass
    async def delete_route(self, *args): pass
    async def get_all_routes(self): return {}
`

const configuration = (port: number): string => `
c = get_config()
c.JupyterHub.authenticator_class = 'dummy'
c.JupyterHub.hub_ip = '127.0.0.1'
c.JupyterHub.hub_port = ${port}
c.JupyterHub.proxy_class = 'no_proxy.NoProxy'
c.JupyterHub.services = [{'name': 'tester', 'api_token': '${TOKEN}'}]
c.JupyterHub.load_roles = [{'name': 'tester', 'services': ['tester'], 'scopes': ['admin:users', 'admin:groups', 'list:services']}]
c.Authenticator.allow_all = True
`

/** JupyterHub with its REST API, from PyPI. Its document stands in a checkout of github.com/jupyterhub/jupyterhub at `checkout`. */
export function jupyterHub(checkout: string | undefined, peers: string): Subject | { readonly reason: string } {
  const document = join(checkout ?? '', 'docs/source/_static/rest-api.yml')
  if (checkout === undefined || !existsSync(document)) return { reason: '--jupyterhub names no checkout of it' }
  const environment = pythonEnvironment(join(peers, PACKAGE), [PACKAGE])
  if ('reason' in environment) return environment
  return {
    name: 'JupyterHub',
    document,
    principals: { owner: { headers: { Authorization: `token ${TOKEN}` } } },
    guestOptions: ['-H', `Authorization: token ${TOKEN}`, '--exclude-path', '/shutdown'],
    scopes: {},
    basePath: '/hub/api',
    write: ['user', 'group'],
    faults: [],
    variants: [],
    start: () => start(environment.python),
  }
}

async function start(python: string): Promise<RunningSubject> {
  const folder = mkdtempSync(join(tmpdir(), 'jupyterhub-'))
  const port = await freePort()
  writeFileSync(join(folder, 'no_proxy.py'), PROXY)
  writeFileSync(join(folder, 'config.py'), configuration(port))
  const child = spawn(python, ['-m', 'jupyterhub', '-f', 'config.py'], {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, PYTHONPATH: folder },
  })
  const url = `http://127.0.0.1:${port}`
  await untilUp(`${url}/hub/api/`)
  return {
    url,
    async held() {
      const headers = { Authorization: `token ${TOKEN}` }
      const of = async (name: string): Promise<number> =>
        ((await (await fetch(`${url}/hub/api/${name}`, { headers })).json()) as readonly unknown[]).length
      return (await of('users')) + (await of('groups'))
    },
    async close() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
