/** A behaviour of a target, as the value of a fact. */
export interface SeenFact {
  /** The fact within its resource, such as `create.again` or `updates.updateUser.effect`. */
  readonly fact: string
  readonly value: unknown
  /** One clause: what was seen, such as `a second POST /users was answered 409`. */
  readonly because: string
}

/** The observations of one resource at a target. */
export interface Observed {
  readonly seen: readonly SeenFact[]
  /** Contradictions of the document, and reasons why facts were not looked at. */
  readonly remarks: readonly string[]
}
