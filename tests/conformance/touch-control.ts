import { connect } from 'node:net'

/** Shows the test that watches this port how late this process is just now. */
export function touchControl(port: number): void {
  const socket = connect(port, '127.0.0.1')
  socket.once('connect', () => socket.destroy())
  // The test may be over before it is reached.
  socket.on('error', () => undefined)
}
