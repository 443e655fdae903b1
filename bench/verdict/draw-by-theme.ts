/** A fault of the draw, and the theme that its folder stands for. */
export interface DrawnFault {
  readonly id: string
  readonly theme: string
}

/** Draws faults by a seed: from each theme in proportion to its size, in random order. */
export function drawByTheme(all: readonly DrawnFault[], count: number, seed: number): readonly DrawnFault[] {
  const random = mulberry32(seed)
  const shares = [...new Set(all.map(({ theme }) => theme))].map((theme) => {
    const faults = all.filter((fault) => fault.theme === theme)
    const exact = (count * faults.length) / all.length
    return { theme, faults, whole: Math.floor(exact), rest: exact % 1 }
  })
  const left = count - shares.reduce((sum, { whole }) => sum + whole, 0)
  const rounded = new Set(
    shares
      .toSorted((a, b) => b.rest - a.rest)
      .slice(0, left)
      .map(({ theme }) => theme),
  )
  const drawn = shares.flatMap(({ theme, faults, whole }) =>
    shuffled(faults, random).slice(0, whole + (rounded.has(theme) ? 1 : 0)),
  )
  // Each beginning of the draw is a draw too.
  return shuffled(drawn, random)
}

function shuffled<T>(values: readonly T[], random: () => number): readonly T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value)
}

/** A small generator of numbers from 0 to 1, the same on each machine. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
