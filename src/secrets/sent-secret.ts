import type { Redaction } from '../contract/contract.ts'

/** A secret that was sent, and the masking rule of the secret's property. */
export interface SentSecret {
  readonly value: string
  readonly pointer: string
  /** The key of the member that the secret was sent for, where it is known. */
  readonly key?: string
  readonly redaction: Redaction
  /** Set for a secret that the run has drawn. Any other one may be a credential in use. */
  readonly isDrawn?: true
}

/** Finds runs of the secrets sent so far. */
export interface SecretSearch {
  find(text: string): readonly SecretLeak[]
  /** True if a text is searched for a secret of the strength. */
  knows(strength: Redaction['strength']): boolean
}

/** A run of a secret in a text from the target. */
export interface SecretLeak {
  readonly secret: SentSecret
  /** The number of characters of the secret in the text. */
  readonly length: number
  /** The encoding for a message, such as `, in base64`; empty for a secret in the clear. */
  readonly encoding: string
}
