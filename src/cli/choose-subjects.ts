import { globbed } from '../prove/glob.ts'
import type { Subject } from '../prove/subject.ts'
import { UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'
import { print } from './print.ts'
import { type ProveFlags, isNarrowed } from './flags.ts'
import { SUBJECTS } from './subjects.ts'

/**
 * The servers that the flags ask for, in their usual order.
 * @throws UserError where a pattern matches none.
 */
export function chooseSubjects(flags: ProveFlags): readonly Subject[] {
  if (!isNarrowed(flags)) return SUBJECTS
  const faults = SUBJECTS.filter(({ kind }) => kind === 'fault')
  const servers = SUBJECTS.filter(({ kind }) => kind !== 'fault')
  const chosen = new Set([
    ...(flags.server ?? []).flatMap((pattern) => matching(servers, 'server', pattern)),
    ...(flags.fault ?? []).flatMap((pattern) => matching(faults, 'fault', pattern)),
  ])
  return SUBJECTS.filter((subject) => chosen.has(subject))
}

function matching(subjects: readonly Subject[], what: string, pattern: string): readonly Subject[] {
  const chosen = subjects.filter(({ id }) => globbed(pattern)(id))
  if (chosen.length > 0) return chosen
  const known = subjects.map(({ id }) => id)
  throw new UserError(`"${pattern}" matches no ${what}${suggestion(pattern, known)}`)
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
