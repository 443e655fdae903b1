import type { Settings } from '../config/settings.ts'
import { print } from './print.ts'
import type { Planned } from './suite-options.ts'

/** What a run would do; nothing is sent. */
export function dryRun({ cases, seed, bundle }: Planned, { target, groups, otherGroup, principals }: Settings): void {
  const writing = cases.filter(({ given }) => given.absent.length + given.configured.length > 0)
  const keys = [...new Set(writing.flatMap(({ given }) => [...given.absent, ...given.configured]))]
  const lines = [
    `contract   ${bundle.contract.name} ${bundle.contract.version}`,
    `target     ${target?.href ?? 'the embedded reference server'}`,
    `groups     ${groups.join(', ') || 'its own'}${otherGroup === undefined ? '' : `; other ${otherGroup}`}`,
    `principals ${principalsText(principals, target)}`,
    `seed       ${seed}`,
    `cases      ${cases.length}; ${writing.length} of them write, to ${keys.join(', ') || 'nothing'}`,
    '',
    ...cases.map(({ id }) => `  ${id}`),
  ]
  print(`${lines.join('\n')}\n`)
}

function principalsText(principals: Settings['principals'], target: Settings['target']): string {
  if (target === undefined) return 'owner, reader and stranger, with tokens of that server'
  return Object.keys(principals).join(', ') || 'none: no credentials are sent'
}
