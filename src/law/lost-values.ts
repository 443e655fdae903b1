import type { Problem } from './problem.ts'

/** The law that tells which values a create loses. Later laws do not tell the same places again. */
const TELLER = 'read-equals-write'

/** The places of a resource whose values are lost, by resource. */
export type LostValues = Map<string, Set<string>>

/** Problems without those about a value that every create loses: these are told once. */
export function withoutLost(
  problems: readonly Problem[],
  { law, resource, lost }: { readonly law: string; readonly resource: string; readonly lost: LostValues },
): readonly Problem[] {
  const known = lost.get(resource) ?? new Set<string>()
  if (law !== TELLER) return problems.filter(({ at }) => !known.has(at))
  lost.set(resource, known)
  for (const { at, level } of problems) if (level !== 'should') known.add(at)
  return problems
}
