/** A text format as regular languages, which automata intersect with patterns and lengths. Sources match the whole text. */
export interface TextFormat {
  /** Texts that every careful judge accepts. */
  readonly inside: string
  /** A superset of the texts that any judge accepts. Texts outside are certainly refused. */
  readonly outside: string
  /** Invalid texts that resemble valid texts. */
  readonly nearValid: readonly string[]
}
