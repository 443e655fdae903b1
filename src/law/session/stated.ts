/** The statement of a law. */
export interface Stated {
  /** Permanent, such as `read-equals-write`. The case of a resource is `law.read-equals-write[user]`. */
  readonly id: string
  readonly level: 'must' | 'should'
  /** The sentence, as reports show it. */
  readonly text: string
  /** The source of the sentence, such as `RFC 9110, section 9.3.5`. */
  readonly source: string
}
