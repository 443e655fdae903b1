import { type Level, LEVELS } from './contract.ts'

/** The highest of some levels; observe where there is none. */
export function highestLevel(levels: readonly Level[]): Level {
  return LEVELS.find((level) => levels.includes(level)) ?? 'observe'
}
