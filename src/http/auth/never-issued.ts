/** In place of a token, password or secret: nobody issued it. */
export const NEVER_ISSUED = 'never-issued-by-anyone'
