// Written so that a Node too old to run the rest can still read it and say so.
export const OLDEST_NODE = [20, 19]

/** The sentence to print when this Node is too old; null when it will do. */
export function nodeVersionProblem(version) {
  const parts = version.split('.').map(Number)
  const newEnough = parts[0] > OLDEST_NODE[0] || (parts[0] === OLDEST_NODE[0] && parts[1] >= OLDEST_NODE[1])
  if (newEnough) return null
  return 'Rill needs Node.js ' + OLDEST_NODE.join('.') + ' or newer; this is ' + version + '. Get one from https://nodejs.org.'
}
