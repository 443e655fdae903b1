/**
 * The least number of characters of a secret that count as a leak, and that a search looks for.
 * Source: section "redaction" of the decisions about the contract.
 */
export const RUN = 8

/** The least length of a run that is a leak at any place. A shorter run may match an id by chance. */
export const SURE_RUN = 12
