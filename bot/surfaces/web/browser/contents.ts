/** Marks in the contents the section that is being read. */
export function followContents(): void {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('.contents a')].map(link => [
      decodeURIComponent(link.hash.slice(1)),
      link,
    ]),
  )
  if (links.size === 0) return
  const follow = new IntersectionObserver(
    entries => {
      const read = entries.find(({ isIntersecting }) => isIntersecting)
      const link = read && links.get(read.target.id)
      if (!link) return
      for (const other of links.values()) other.removeAttribute('aria-current')
      link.setAttribute('aria-current', 'true')
    },
    { rootMargin: '0px 0px -70% 0px' },
  )
  for (const id of links.keys()) {
    const heading = document.getElementById(id)
    if (heading) follow.observe(heading)
  }
}
