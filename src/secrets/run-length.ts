/**
 * The least number of characters of a secret that count as a leak, and that a search looks for.
 * Source: section "redaction" of the decisions about the contract.
 */
export const RUN = 8

/** From this number of characters on, a run is a leak wherever it stands; a shorter run may match an id by chance. */
export const SURE_RUN = 12
