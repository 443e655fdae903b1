import type { Redaction } from '../contract/contract.ts'

/** A secret that was sent, and how its property is masked. */
export interface SentSecret {
  readonly value: string
  readonly pointer: string
  readonly redaction: Redaction
}

/** Finds runs of the secrets sent so far. */
export interface SecretSearch {
  find(text: string): readonly SecretLeak[]
}

export interface SecretLeak {
  readonly secret: SentSecret
  /** How many characters of it stand in the text. */
  readonly length: number
  readonly encoding: string
}
