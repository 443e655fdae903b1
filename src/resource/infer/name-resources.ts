import type { Candidate } from '../shape/candidate.ts'
import type { PathPart } from '../shape/path-shape.ts'
import { camelCase, memberName, wordsOf } from '../../words/words.ts'

/** A name for each resource: its own, else with the literal parts before it, the nearest first, until no two are equal. */
export function nameResources(candidates: readonly Candidate[]): readonly string[] {
  const names = candidates.map(({ parts, title }) =>
    title === undefined ? namesOf(parts) : [camelCase(wordsOf(title))],
  )
  const depth = candidates.map(() => 0)
  for (let round = 0; round < 8; round += 1) {
    const chosen = names.map((each, index) => each[Math.min(depth[index] ?? 0, each.length - 1)] ?? '')
    const isDouble = chosen.map((name) => chosen.indexOf(name) !== chosen.lastIndexOf(name))
    // The resource nearest to the root keeps the short name.
    for (const [index, name] of chosen.entries())
      if (isDouble[index] === true && chosen.indexOf(name) !== index) depth[index] = (depth[index] ?? 0) + 1
  }
  return numbered(names.map((each, index) => each[Math.min(depth[index] ?? 0, each.length - 1)] ?? ''))
}

/** `/owners/{ownerId}/pets` is `pet`, then `ownerPet`. */
function namesOf(parts: readonly PathPart[]): readonly string[] {
  const literals = parts.flatMap((part) => ('literal' in part ? [memberName(part.literal)] : [])).toReversed()
  return literals
    .map((_, index) =>
      camelCase(
        wordsOf(
          literals
            .slice(0, index + 1)
            .toReversed()
            .join(' '),
        ),
      ),
    )
    .filter((name) => name !== '')
}

function numbered(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    const base = name === '' ? 'member' : name
    return count === 1 ? base : `${base}${count}`
  })
}
