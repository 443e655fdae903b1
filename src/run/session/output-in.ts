/** Returns the lines that the started server wrote in a span, in milliseconds since 1970. Waits for the end of the span. */
export type OutputIn = (from: number, to: number) => Promise<readonly string[]>
