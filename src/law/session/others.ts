/** Members that were there before the run made any of their resource: an answer to a create that names one of them has made no member. */
export interface Others {
  /** Their paths. */
  readonly paths: Set<string>
  /** The resources of which the run has sent a create. */
  readonly begun: Set<string>
  /** The paths of the lists that were read before. */
  readonly looked: Set<string>
  /** Those that creates have changed, and that no finding has told yet. */
  readonly changed: ChangedMember[]
}

/** A member from before the run that the answer to a create names. */
export interface ChangedMember {
  readonly resource: string
  readonly at: string
  /** The answer to the create. */
  readonly answered: CreateAnswer | undefined
}

/** An answer to a create. */
export interface CreateAnswer {
  readonly status: number
  /** The request, such as `POST /users`. */
  readonly asked: string
  /** The index of the exchange among those of the case. */
  readonly exchange: number
}

/** No member is known. */
export function createOthers(): Others {
  return { paths: new Set(), begun: new Set(), looked: new Set(), changed: [] }
}
