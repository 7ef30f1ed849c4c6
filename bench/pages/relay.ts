interface Peer {
  ask(url: string): void
  onChunk(take: (text: string) => void): void
}

const peer = Reflect.get(window, 'peer') as Peer
const answer = document.querySelector('.answer')

peer.onChunk((text) => {
  if (answer) answer.textContent += text
})

Reflect.set(window, 'ask', (url: string) => {
  if (answer) answer.textContent = ''
  peer.ask(url)
})
