import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { folder } from './cli/conform.test-support.ts'
import { loadConfig } from './config/load-config.ts'
import { TOOL } from './source/tool.ts'

const documents = parseAllDocuments(readFileSync(join(TOOL.root, 'templates', 'kubernetes-job.yaml'), 'utf8'))

/** An object with these keys and no others. Those without `?` at the end are required. */
function map(properties: Readonly<Record<string, object>>): object {
  const entries = Object.entries(properties).map(([key, schema]) => [key.replace(/\?$/, ''), schema] as const)
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(entries),
    required: Object.keys(properties).filter((key) => !key.endsWith('?')),
  }
}

const text = { type: 'string', minLength: 1 }
const count = { type: 'integer', minimum: 0 }
const list = (items: object): object => ({ type: 'array', minItems: 1, items })
const one = (value: unknown): object => ({ const: value })

const container = map({
  name: text,
  image: text,
  command: list(text),
  args: list(text),
  'env?': list(map({ name: text, value: text })),
  'envFrom?': list(map({ secretRef: map({ name: text }) })),
  workingDir: text,
  securityContext: map({
    allowPrivilegeEscalation: one(false),
    readOnlyRootFilesystem: one(true),
    capabilities: map({ drop: one(['ALL']) }),
  }),
  resources: map({ requests: map({ cpu: text, memory: text }), limits: map({ memory: text }) }),
  volumeMounts: list(map({ name: text, mountPath: text, 'readOnly?': one(true) })),
})

const pod = map({
  restartPolicy: one('Never'),
  'terminationGracePeriodSeconds?': count,
  securityContext: map({
    runAsNonRoot: one(true),
    runAsUser: count,
    fsGroup: count,
    seccompProfile: map({ type: one('RuntimeDefault') }),
  }),
  containers: { ...list(container), maxItems: 1 },
  volumes: list({
    oneOf: [
      map({ name: text, configMap: map({ name: text }) }),
      map({ name: text, persistentVolumeClaim: map({ claimName: text }) }),
    ],
  }),
})

const object = (apiVersion: string, kind: string, more: Readonly<Record<string, object>>): object =>
  map({ apiVersion: one(apiVersion), kind: one(kind), metadata: map({ name: text }), ...more })

/** The fields of Kubernetes 1.29 that the manifest uses. */
const SCHEMAS: Readonly<Record<string, object>> = {
  ConfigMap: object('v1', 'ConfigMap', { data: { type: 'object', additionalProperties: text } }),
  PersistentVolumeClaim: object('v1', 'PersistentVolumeClaim', {
    spec: map({ accessModes: one(['ReadWriteMany']), resources: map({ requests: map({ storage: text }) }) }),
  }),
  Job: object('batch/v1', 'Job', {
    spec: map({
      'completionMode?': one('Indexed'),
      'completions?': count,
      'parallelism?': count,
      'backoffLimitPerIndex?': count,
      'backoffLimit?': count,
      'suspend?': one(true),
      template: map({ spec: pod }),
    }),
  }),
}

interface Container {
  readonly command: readonly string[]
  readonly args: readonly string[]
  readonly env?: readonly { readonly name: string; readonly value: string }[]
  readonly image: string
  readonly volumeMounts: readonly { readonly name: string }[]
}

interface Pod {
  readonly containers: readonly [Container]
  readonly volumes: readonly { readonly name: string; readonly configMap?: { readonly name: string } }[]
}

interface Manifest {
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly data: Readonly<Record<string, string>>
  readonly spec: {
    readonly completions: number
    readonly parallelism: number
    readonly template: { readonly spec: Pod }
  }
}

const [config, claim, shards, merge, ...others] = documents.map((document) => document.toJS() as Manifest)

test('each object of the manifest has fields of Kubernetes only', () => {
  expect([documents.flatMap(({ errors }) => errors), others]).toEqual([[], []])
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  for (const manifest of [config, claim, shards, merge]) {
    ajv.validate(SCHEMAS[manifest?.kind ?? ''] ?? false, manifest)
    expect([manifest?.metadata.name, ajv.errors]).toEqual([manifest?.metadata.name, null])
  }
})

const podOf = (manifest: Manifest | undefined): Pod | undefined => manifest?.spec.template.spec

test('the jobs use the volumes, the claim and the image of each other', () => {
  for (const job of [shards, merge]) {
    const { containers, volumes } = podOf(job) as Pod
    expect(containers[0].volumeMounts.map(({ name }) => name).toSorted()).toEqual(
      volumes.map(({ name }) => name).toSorted(),
    )
    expect(JSON.stringify(volumes)).toContain(JSON.stringify({ claimName: claim?.metadata.name }))
  }
  expect(podOf(shards)?.volumes[0]?.configMap?.name).toBe(config?.metadata.name)
  expect(podOf(shards)?.containers[0].image).toBe(podOf(merge)?.containers[0].image)
})

/** The arguments that a container gives to node. */
function argumentsOf(manifest: Manifest | undefined, environment: Readonly<Record<string, string>>): readonly string[] {
  const bin = folder()
  writeFileSync(join(bin, 'node'), `#!/bin/sh\nprintf '%s\\n' "$@"\n`)
  chmodSync(join(bin, 'node'), 0o755)
  const first = podOf(manifest)?.containers[0]
  const [command = '', ...rest] = [...(first?.command ?? []), ...(first?.args ?? [])]
  const own = Object.fromEntries((first?.env ?? []).map(({ name, value }) => [name, value]))
  const env = { PATH: `${bin}:/usr/bin:/bin`, ...own, ...environment }
  return execFileSync(command, rest, { env, encoding: 'utf8' }).trimEnd().split('\n')
}

test('the index of a pod counts from 0, and its shard is one more', () => {
  const { completions = 0, parallelism } = shards?.spec ?? {}
  expect(parallelism).toBe(completions)
  const seen = Array.from({ length: completions }, (_, index) =>
    argumentsOf(shards, { JOB_COMPLETION_INDEX: String(index) }),
  )
  expect(seen.map((passed) => passed[passed.indexOf('--shard') + 1])).toEqual(['1/4', '2/4', '3/4', '4/4'])
  expect(seen.map((passed) => passed.at(-1))).toEqual([1, 2, 3, 4].map((shard) => `json=/reports/shard-${shard}.json`))
  const [first = []] = seen
  expect(first.slice(0, 5)).toEqual([
    '/opt/conform/dist/src/cli/conform.js',
    'run',
    '--config',
    '/config/conform.config.yaml',
    '--yes',
  ])
  expect(first).toContain('--seed')
  expect(argumentsOf(merge, {}).slice(0, 3)).toEqual([
    '/opt/conform/dist/src/cli/conform.js',
    'merge',
    '/reports/shard-*.json',
  ])
})

test('the configuration is right, and has a group for each shard', () => {
  const file = join(folder(), 'conform.config.yaml')
  writeFileSync(file, config?.data['conform.config.yaml'] ?? '')
  expect(loadConfig(file, { CLIENT_ID: 'a', CLIENT_SECRET: 'b' }).groups).toHaveLength(shards?.spec.completions ?? 0)
  expect(parse(readFileSync(file, 'utf8'))).toMatchObject({ target: 'https://SERVER' })
})
