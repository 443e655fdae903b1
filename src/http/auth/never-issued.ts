/** A token, password or secret that was never issued. */
export const NEVER_ISSUED = 'never-issued-by-anyone'
