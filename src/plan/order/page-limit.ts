/**
 * The most pages of one list that a run reads, as a count. No collection of a contract needs more; a target that always
 * announces a next page is stopped here.
 */
export const MOST_PAGES = 64
