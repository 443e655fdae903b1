/** A contrast between the requests that violate a requirement and those that meet it. */
export interface Only {
  /** The traits that all of the first have, in words such as `with /id in the body`. */
  readonly traits: readonly string[]
  /** The count of requests that violate the requirement. */
  readonly failed: number
  /** The count of all judged requests that have these traits. */
  readonly of: number
  /** The count of requests without these traits. All of them meet the requirement. */
  readonly others: number
}

/** The exchanges of a run, counted by their traits, for each requirement and each cause of findings. */
export interface Contrast {
  /**
   * Counts an exchange. `traits` are what its request has, in words such as `with /id in the body`; `kept` the requirements that it meets, and
   * `causes` those of its findings.
   */
  readonly note: (traits: readonly string[], kept: readonly string[], causes: readonly string[]) => void
  /** The traits that tell requests with a cause from those that meet the requirement; undefined where none do. */
  readonly find: (cause: string, requirement: string) => Only | undefined
}

/** The fewest requests that fail, and that pass without the traits, for a contrast that says something, as counts. */
const FEWEST_FAILED = 2
const FEWEST_OTHERS = 8
/** The least share of the requests with the traits that fail. */
const LEAST_SHARE = 0.6
/** The most traits that are told, as a count. */
const MOST_TOLD = 3

/** Nothing counted yet. */
export function createContrast(): Contrast {
  const sets = new Map<string, readonly string[]>()
  const passed = new Map<string, Map<string, number>>()
  const failed = new Map<string, Map<string, number>>()
  const countedIn = (counts: ReadonlyMap<string, number> = new Map()): readonly Counted[] =>
    Array.from(counts, ([set, count]) => ({ traits: sets.get(set) ?? [], count }))
  return {
    note(traits, kept, causes) {
      const set = traits.join('\n')
      if (!sets.has(set)) sets.set(set, traits)
      for (const requirement of kept) increase(passed, requirement, set)
      for (const cause of causes) increase(failed, cause, set)
    },
    find(cause, requirement) {
      const all = [...failed.values()].flatMap(countedIn)
      return contrastOf(countedIn(failed.get(cause)), countedIn(passed.get(requirement)), all)
    },
  }
}

/** Exchanges with the same traits. */
interface Counted {
  readonly traits: readonly string[]
  readonly count: number
}

/** `all` are the exchanges with findings of any cause: of traits that tell as much, the one that more of these have is told. */
function contrastOf(
  failing: readonly Counted[],
  passing: readonly Counted[],
  all: readonly Counted[],
): Only | undefined {
  const common = commonIn(failing).map((trait) => ({ trait, share: total(withTrait(all, trait)) }))
  const traits = fewestOf(
    common.toSorted((one, other) => other.share - one.share).map(({ trait }) => trait),
    passing,
  )
  const alike = total(passing.filter((one) => traits.every((trait) => one.traits.includes(trait))))
  const [failed, others] = [total(failing), total(passing) - alike]
  const isTelling = failed >= FEWEST_FAILED && others >= FEWEST_OTHERS && failed / (failed + alike) >= LEAST_SHARE
  return isTelling ? { traits, failed, of: failed + alike, others } : undefined
}

/** The traits that all of these exchanges have. */
function commonIn([first, ...others]: readonly Counted[]): readonly string[] {
  return (first?.traits ?? []).filter((trait) => others.every(({ traits }) => traits.includes(trait)))
}

/** The traits that together leave the fewest passing exchanges, the most telling first; none that leaves no fewer. */
function fewestOf(traits: readonly string[], passing: readonly Counted[]): readonly string[] {
  const chosen: string[] = []
  let left = passing
  while (chosen.length < MOST_TOLD) {
    const choices = traits.map((trait) => ({ trait, with: withTrait(left, trait) }))
    const [best] = choices.toSorted((one, other) => total(one.with) - total(other.with))
    if (best === undefined || total(best.with) === total(left)) break
    chosen.push(best.trait)
    left = best.with
  }
  return chosen
}

function withTrait(counted: readonly Counted[], trait: string): readonly Counted[] {
  return counted.filter(({ traits }) => traits.includes(trait))
}

function increase(counts: Map<string, Map<string, number>>, name: string, set: string): void {
  const own = counts.get(name) ?? new Map<string, number>()
  counts.set(name, own)
  own.set(set, (own.get(set) ?? 0) + 1)
}

function total(counted: readonly Counted[]): number {
  return counted.reduce((sum, one) => sum + one.count, 0)
}
