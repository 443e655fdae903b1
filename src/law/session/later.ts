/** The time after a write in which its effect shows on a server that does the work a little later, in milliseconds. */
export const LATER = 2_000

/** The part of the time for which the document says that lists lag behind, which a run waits. */
export const LAG_WAITED = 1.2

/** The most looks at what a server is still making, as a count, and the time between two of them, in milliseconds. */
export const [LOOKS, BETWEEN_LOOKS] = [20, 250]
