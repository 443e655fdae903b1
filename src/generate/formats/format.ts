/** A format of texts, as languages that automata can intersect with patterns and lengths. Sources are matched from end to end. */
export interface TextFormat {
  /** Texts that every careful judge accepts; wide, but not all that some judge would let pass. */
  readonly inside: string
  /** Holds every text that some judge accepts: what lies without is surely refused. */
  readonly outside: string
  /** Texts that look right and are not. */
  readonly nearValid: readonly string[]
}
