/** The time after a write in which its effect shows on a server that does the work a little later, in milliseconds. */
export const LATER = 2_000
