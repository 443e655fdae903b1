import { type Location, UserError } from '../source/mistake.ts'
import type { Config } from './config.ts'

/**
 * Carries out a check of a value that stands at a place of a file.
 * @throws UserError of the check, at that place.
 */
export function checkAt<T>(at: Location | undefined, check: () => T): T {
  try {
    return check()
  } catch (error) {
    throw placed(error, at)
  }
}

/** The error with the place of the value that it is about. A mistake that has a place of its own keeps it. */
export function placed(error: unknown, at: Location | undefined): unknown {
  if (!(error instanceof UserError) || at === undefined) return error
  return new UserError(
    error.mistakes.map((mistake) => ({ at, ...mistake })),
    { cause: error.cause },
  )
}

/** The place of a value that a command has from the configuration; undefined for a value of a flag. */
export function placeOfKey<K extends keyof Config>(
  key: K,
  flags: Partial<Readonly<Record<K, unknown>>>,
  config: Config,
): Location | undefined {
  return flags[key] === undefined && config[key] !== undefined ? config.locate?.([key]) : undefined
}
