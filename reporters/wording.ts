/** `1 case`, `2 cases`, `1,200 cases`. */
export function counted(number: number, noun: string): string {
  const plural = noun.endsWith('s') ? `${noun}es` : `${noun}s`
  return `${grouped(number)} ${number === 1 ? noun : plural}`
}

/** `a, b and 3 more`: at most so many names, and how many there are besides. */
export function named(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${grouped(names.length - most)} more` : shown
}

/** Milliseconds as a person says them: `340 ms`, `2.4 s`, `3 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** Things by what is said of each, in the order in which that first comes. */
export function groupBy<T>(
  things: readonly T[],
  by: (thing: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const group = groups.get(by(thing))
    if (group === undefined) groups.set(by(thing), [thing])
    else group.push(thing)
  }
  return [...groups]
}

/** Groups with most things first. */
export function largestFirst<T>(groups: readonly (readonly [string, readonly T[]])[]): typeof groups {
  return groups.toSorted(([, one], [, other]) => other.length - one.length)
}

/** `1,200`. The language's own formatter takes longer to start than the whole report. */
export function grouped(number: number): string {
  return String(number).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}
