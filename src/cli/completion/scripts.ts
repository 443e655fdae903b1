import { bashScript } from './bash.ts'
import { fishScript } from './fish.ts'
import type { Vocabulary } from './vocabulary.ts'
import { zshScript } from './zsh.ts'

/** A shell whose command lines can be completed. */
export type Shell = 'bash' | 'zsh' | 'fish'

/** The completion script of each shell. */
export const SCRIPTS: Readonly<Record<Shell, (vocabulary: Vocabulary) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}
