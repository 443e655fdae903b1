/** Whether a URL leads to this very machine. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || IPV4.test(hostname)
}

/** The whole of 127.0.0.0/8; a name that only begins like it is somebody else's. */
const IPV4 = /^127(?:\.\d{1,3}){3}$/
