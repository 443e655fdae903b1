import { expect, test } from 'vitest'
import { faults } from '../../fixtures/faults/index.ts'
import { openScene } from '../../fixtures/scene.ts'
import { variants } from '../../fixtures/variants/index.ts'
import { KEYS, examplesOf, sourceFor } from '../draw/examples.test-support.ts'
import { isObject } from '../json/pointer.ts'
import { drawSecret } from '../secrets/draw-secret.ts'
import { problemsOf } from './observation.test-support.ts'

type Setting = Parameters<typeof openScene>[0]

const SEEDS = Array.from({ length: 40 }, (_, index) => `${index}/masks`)
/** Short secrets: a word in place of a secret holds most of these by chance. */
const SHORT = Array.from({ length: 60 }, (_, index) => drawSecret({ length: 1 + (index % 9) }, `short ${index}`))
/** Secrets that hold the characters of masks, or what a target writes before a mask. */
const ODD = [
  '/',
  '//',
  '/a',
  'ab*wxyz',
  '/****wxyz',
  '/x/y*wxyz',
  '*',
  '**',
  'a*',
  '****',
  'R',
  'D',
  'ED',
  'CTED',
  'X',
  '-a',
]
const URLS = [
  'https://h.example.com/abcdefgh*wxyz',
  'https://h.example.com:443/abcdefgh',
  'HTTPS://H.example.com/abcdefgh',
]

/** The requirements that a target violates by its answers to creates, each with the bodies. */
async function violated(setting: Setting, bodies: readonly (readonly [string, object])[]): Promise<readonly string[]> {
  const { target, group } = await openScene({ ...setting, logIn: 'none' })
  const problems = new Set<string>()
  for (const [key, sent] of bodies) {
    const shown = await createdBy(target, `/api/atlas/v2/groups/${group}/integrations/${key}`, sent)
    const told = { role: 'read' as const, key, members: { [key]: { ...sent } }, body: shown }
    const found = (['tail', 'url', 'presumed'] as const)
      .flatMap((rule) => problemsOf('redacted', rule, told))
      .concat(problemsOf('equalsSent', 'own', told))
    for (const { message, at } of found)
      problems.add(`${JSON.stringify(sent)} ${JSON.stringify(shown)} ${at} ${message}`)
  }
  return [...problems]
}

async function createdBy(
  target: Awaited<ReturnType<typeof openScene>>['target'],
  path: string,
  body: object,
): Promise<unknown> {
  if (typeof target === 'string') throw new Error('the scene has a socket')
  const headers = { Accept: 'application/vnd.atlas.2023-01-01+json', 'Content-Type': 'application/json' }
  const send = (method: string, more = {}): Response | Promise<Response> =>
    target(new Request(`http://scene${path}`, { method, headers, ...more }))
  await send('DELETE')
  const { status } = await send('POST', { body: JSON.stringify(body) })
  if (status !== 200) return undefined
  const shown: unknown = await (await send('GET')).json()
  if (!isObject(shown)) throw new Error('a read is no object')
  return shown
}

/** One key of each seed, so that each key has some boundaries and random values of several seeds. */
const DRAWN = SEEDS.flatMap((seed, index) => {
  const key = KEYS[index % KEYS.length] ?? ''
  const source = sourceFor({ part: 'body', mode: 'valid', key, secrets: 'any' }, seed)
  const values = examplesOf(source, source.boundaries + 3).map(({ value }) => value as object)
  return values
    .filter((_, at) => at % 16 === index % 16 || at >= source.boundaries)
    .map((value) => [key, value] as const)
})

const BY_HAND = [
  ...[...SHORT, ...ODD].map((apiKey) => ['DATADOG', { type: 'DATADOG', apiKey }] as const),
  ...[...SHORT, ...ODD, ...URLS].map((url) => ['WEBHOOK', { type: 'WEBHOOK', url, secret: url }] as const),
]

test.each(variants.filter(({ id }) => id.startsWith('masks.')))(
  'the masks of $id are accused at none of 40 seeds',
  async ({ options, departsFrom = [] }) => {
    const found = await violated({ ...(options && { options }) }, [...BY_HAND, ...DRAWN])
    const accused = found.filter(
      (one) => !(departsFrom.includes('presumed-secret-is-masked') && /Template|Token|licenseKey/.test(one)),
    )
    expect(accused).toEqual([])
  },
)

test.each(
  faults.filter(({ id }) =>
    /^(?:url-)?masks\.(?:five-characters|not-a-url|one-is-whole|first-four|last-eight)$/.test(id),
  ),
)('the masks of $id are found in secrets of any form', async ({ overrides }) => {
  const bodies = ['DATADOG', 'WEBHOOK'].flatMap((key) => {
    const source = sourceFor({ part: 'body', mode: 'valid', key, secrets: 'any' })
    return examplesOf(source, source.boundaries).map(({ value }) => [key, value as object] as const)
  })
  expect((await violated({ options: { overrides } }, bodies)).length).toBeGreaterThan(0)
})
