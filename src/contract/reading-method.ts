/** True for an HTTP method that changes nothing on a target (RFC 9110, section 9.2.1). */
export function isReadingMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}
