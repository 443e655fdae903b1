import { judge } from '../judge.ts'
import { CONTRACT, observe, signaturesOf, type ToldMoment } from '../observation.test-support.ts'
import type { ConcurrentExpectation } from '../kinds/concurrent.ts'

type Requests = ToldMoment['requests']
export type Request = Requests[number]
type Before = Pick<ToldMoment, 'before'>

/** A member of SLACK with its own token and name. */
export function slack(name: string): Readonly<Record<string, string>> {
  return { type: 'SLACK', apiToken: `xoxb-0000000000-${name}`, channelName: name }
}

function shown(name: string): object {
  return { ...slack(name), apiToken: `${'*'.repeat(12 + name.length)}${slack(name)['apiToken']?.slice(-4) ?? ''}` }
}

export function create(name: string, status: number, at: Request['at']): Request {
  return { role: 'create', status, sent: slack(name), at, body: status === 200 ? { results: [shown(name)] } : {} }
}

export function update(name: string, status: number, at: Request['at']): Request {
  return { role: 'update', status, sent: slack(name), at, body: status === 200 ? { results: [shown(name)] } : {} }
}

export function remove(status: number, at: Request['at']): Request {
  return { role: 'delete', status, at }
}

/** A read during the moment; without a name, of an absent member. */
export function read(at: Request['at'], name?: string): Request {
  return name === undefined ? { role: 'read', status: 404, body: {}, at } : { role: 'read', body: shown(name), at }
}

/** The look afterwards. */
export function left(...names: readonly string[]): Requests {
  return [
    { role: 'list', body: { results: names.map(shown) }, at: [100, 101], after: true },
    { ...read([102, 103], names[0]), after: true },
  ]
}

/** The key has a member before the moment. */
export const CONFIGURED: Before = { before: { values: slack('first'), complete: true } }

export function found(law: ConcurrentExpectation, requests: Requests, before: Before = {}): readonly string[] {
  return signaturesOf('concurrent', law, { moment: { key: 'SLACK', ...before, requests } })
}

export function applies(law: ConcurrentExpectation, requests: Requests, before: Before = {}): boolean {
  const requirement = Object.keys(CONTRACT.requirements)[0] ?? ''
  const expectation = { requirement, kind: 'concurrent', value: law, location: { file: '', line: 1, column: 1 } }
  return judge(expectation, observe({ moment: { key: 'SLACK', ...before, requests } })) !== undefined
}
