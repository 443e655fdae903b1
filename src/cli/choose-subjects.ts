import { globbed } from '../prove/glob.ts'
import type { Subject } from '../prove/subject.ts'
import { UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'
import { faultsNamed } from './faults-named.ts'
import { print } from './print.ts'
import { type ProveFlags, isNarrowed } from './flags.ts'
import { SUBJECTS } from './subjects.ts'

/**
 * The servers that the flags ask for, in their usual order.
 * @throws UserError where a pattern matches none.
 */
export function chooseSubjects(flags: ProveFlags): readonly Subject[] {
  if (!isNarrowed(flags)) return SUBJECTS
  const chosen = new Set([...(flags.server ?? []).flatMap(serversLike), ...(flags.fault ?? []).flatMap(faultsLike)])
  return SUBJECTS.filter(({ id }) => chosen.has(id))
}

function serversLike(pattern: string): readonly string[] {
  const known = idsOf(SUBJECTS.filter(({ kind }) => kind !== 'fault'))
  return someOf(known.filter(globbed(pattern)), { what: 'server', pattern, known })
}

function faultsLike(pattern: string): readonly string[] {
  const known = idsOf(SUBJECTS.filter(({ kind }) => kind === 'fault'))
  return someOf(idsOf(faultsNamed(globbed(pattern))), { what: 'fault', pattern, known })
}

interface Asked {
  readonly what: string
  readonly pattern: string
  readonly known: readonly string[]
}

function someOf(found: readonly string[], { what, pattern, known }: Asked): readonly string[] {
  if (found.length > 0) return found
  throw new UserError(`"${pattern}" matches no ${what}${suggestion(pattern, known)}`)
}

function idsOf(named: readonly { readonly id: string }[]): readonly string[] {
  return named.map(({ id }) => id)
}

/** Prints them, a line each. */
export function listSubjects(subjects: readonly Subject[]): number {
  const width = Math.max(...subjects.map(({ id }) => id.length))
  const line = ({ id, about, violates, kind }: Subject): string =>
    `${id.padEnd(width)}  ${about} (${violates ?? KIND_NAMES[kind]})\n`
  print(subjects.map(line).join(''))
  return 0
}

const KIND_NAMES = {
  reference: 'the reference',
  variant: 'a variant',
  null: 'a null server',
  fault: 'a fault',
} as const
