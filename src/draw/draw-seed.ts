/** A random seed, for a run that names none. */
export function drawSeed(): number {
  return Math.trunc(Math.random() * 2 ** 31)
}
