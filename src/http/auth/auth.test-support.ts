import { onTestFinished } from 'vitest'
import { DEFAULT_GROUP_IDS } from '../../../fixtures/reference/default-group-ids.ts'
import { createReference, type ReferenceOptions } from '../../../fixtures/reference/reference.ts'
import { targetAt } from '../served.test-support.ts'
import type { Reply, Send, TargetRequest } from '../target.ts'

const [GROUP = ''] = DEFAULT_GROUP_IDS
export const LIST = `/api/atlas/v2/groups/${GROUP}/integrations`
const VENDOR = 'application/vnd.atlas.2023-01-01+json'

export function request(method: string, path: string, body?: string | object): TargetRequest {
  const bytes = typeof body === 'object' ? JSON.stringify(body) : body
  return {
    method,
    path,
    headers: [
      ['Accept', VENDOR],
      ['Content-Type', 'application/json'],
    ],
    ...(bytes === undefined ? {} : { body: new TextEncoder().encode(bytes) }),
  }
}

interface Recorded {
  readonly send: Send
  readonly sent: TargetRequest[]
  readonly received: Reply[]
}

/** The same function, with a record of all its requests. */
export function recorded(inner: Send): Recorded {
  const [sent, received]: [TargetRequest[], Reply[]] = [[], []]
  const send: Send = async (one, signal) => {
    sent.push(one)
    const reply = await inner(one, signal)
    received.push(reply)
    return reply
  }
  return { send, sent, received }
}

/** A reference server on a free loopback port, and a function that sends to it. */
export async function startedReference(options: ReferenceOptions): Promise<Recorded & { readonly url: string }> {
  const server = await createReference(options).listen()
  onTestFinished(() => server.close())
  const base = server.url + (options.basePath ?? '')
  return { ...recorded(targetAt(base).send), url: server.url }
}

interface Answer {
  readonly status: number
  readonly headers?: readonly (readonly [string, string])[]
  readonly body?: string
}

/** Answers each request with the next reply, and repeats the last reply. */
export function scripted(...answers: readonly Answer[]): Recorded {
  let next = 0
  return recorded(() => {
    const { status, headers = [], body = '' } = answers[Math.min(next, answers.length - 1)] ?? { status: 500 }
    next += 1
    return Promise.resolve({ answered: true, response: { status, headers, body: new TextEncoder().encode(body) } })
  })
}

export function challenge(...headers: readonly string[]): Answer {
  return { status: 401, headers: headers.map((header) => ['WWW-Authenticate', header]) }
}

export const OK: Answer = { status: 200 }

export function statusOf(reply: { readonly answered: boolean } | Reply): number | undefined {
  return 'response' in reply ? reply.response.status : undefined
}

export function authorizationOf(sent: TargetRequest | undefined): string | undefined {
  return sent?.headers.find(([name]) => name === 'Authorization')?.[1]
}

/** The last segment of each path. */
export function pathsOf(sent: readonly TargetRequest[]): readonly string[] {
  return sent.map(({ path }) => path.replace(/.*\//, ''))
}

/** An answer of the token endpoint. */
export function issued(token: string, more: object = {}): Answer {
  const body = { access_token: token, token_type: 'Bearer', expires_in: 3600, ...more }
  return { status: 200, body: JSON.stringify(body) }
}
