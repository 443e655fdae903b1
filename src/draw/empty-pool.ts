/** The error for a request without possible values. The message has the reason; the caller adds the location. */
export class EmptyPool extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmptyPool'
  }
}
